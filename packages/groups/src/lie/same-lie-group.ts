import { isSameList } from '@buridan/core'
import { FiniteGroup, isSameFiniteGroup } from '@buridan/permutations'
import type { ComplexMatrix } from './complex-matrix.js'
import { factorsOf } from './lie-factors.js'
import type { Factor, LieGroup, MixedProduct } from './lie-group.js'

/** Whether two groups have the same factors, each with the same matrices or permutations, whatever they are called. */
export function isSameLieGroup(a: LieGroup | MixedProduct, b: LieGroup | MixedProduct): boolean {
  if (a === b) return true
  const [mine, theirs] = [factorsOf(a), factorsOf(b)]
  return mine.length === theirs.length && mine.every((f, i) => isSameFactor(f, theirs[i]!))
}

function isSameFactor(a: Factor, b: Factor): boolean {
  if (a === b) return true
  if (a instanceof FiniteGroup) return b instanceof FiniteGroup && isSameFiniteGroup(a, b)
  return (
    !(b instanceof FiniteGroup) &&
    a.dim === b.dim &&
    a.complex === b.complex &&
    areSameMatrices(a.algebra, b.algebra) &&
    areSameMatrices(a.discrete, b.discrete)
  )
}

function areSameMatrices(a: readonly ComplexMatrix[], b: readonly ComplexMatrix[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ re, im }, i) => isSameList(re, b[i]!.re) && isSameList(im ?? [], b[i]!.im ?? []))
  )
}
