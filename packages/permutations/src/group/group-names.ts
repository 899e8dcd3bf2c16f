import type { FiniteGroup } from './finite-group.js'

/** The name of a finite group as a factor of a product: a product's or a subgroup's in parentheses, so that it is read alone. */
export function factorName(group: FiniteGroup): string {
  return group.base.kind === 'product' || group.within ? `(${group.name})` : group.name
}

/** The name of a finite group in a wreath product: also that of another wreath product in parentheses. */
export function operandName(group: FiniteGroup): string {
  const name = factorName(group)
  return name === group.name && / wr /.test(name) ? `(${name})` : name
}
