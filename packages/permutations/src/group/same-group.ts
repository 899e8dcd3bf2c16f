import { isSameList } from '@buridan/core'
import type { BaseSpace, FiniteGroup } from './finite-group.js'

/** Whether two groups have the same generators and act alike on their base spaces, whatever they are called. */
export function isSameFiniteGroup(a: FiniteGroup, b: FiniteGroup): boolean {
  if (a === b) return true
  return (
    a.degree === b.degree &&
    a.generators.length === b.generators.length &&
    a.generators.every((g, s) => isSameList(g, b.generators[s]!)) &&
    isSameBase(a.base, b.base)
  )
}

export function isSameBase(a: BaseSpace, b: BaseSpace): boolean {
  if (a === b) return true
  if (a.kind === 'signed') return b.kind === 'signed' && a.dim === b.dim
  if (a.kind === 'points') return b.kind === 'points' && a.dim === b.dim && isSameList(a.points, b.points)
  if (a.kind === 'permutation') return b.kind === 'permutation'
  return (
    b.kind === 'product' &&
    a.factors.length === b.factors.length &&
    a.factors.every(
      ({ group, offset }, i) =>
        offset === b.factors[i]!.offset && isSameFiniteGroup(group, b.factors[i]!.group),
    )
  )
}

/** A text that only groups share that are the same: their generators and base spaces, not the names that users give. */
export function keyOfFiniteGroup({ degree, generators, base }: FiniteGroup): string {
  const space =
    base.kind === 'points'
      ? `points ${base.points.join(' ')}`
      : base.kind === 'product'
        ? base.factors.map((f) => `${f.offset}:${keyOfFiniteGroup(f.group)}`).join('|')
        : base.kind
  return `${degree} [${generators.map((g) => `[${g.join()}]`).join()}] ${space}`
}
