import {
  arrayOf,
  identityPermutation,
  NotAHomomorphismError,
  ofKind,
  orbitsOfPoints,
  type Permutation,
  RepresentationMismatchError,
  TooLargeError,
} from '@buridan/core'
import { type ElementList, elementsOf } from '../elements/elements.js'
import { FiniteGroup } from '../group/finite-group.js'
import { refuseGenerators } from '../group/generator-memory.js'
import { homomorphism } from '../group/homomorphism.js'
import { permutationGroup } from '../group/permutation-group.js'

const MAX_DEGREE = 20_000

/**
 * The wreath product A ≀ B: one copy of A for each point of B, and B permuting the copies; on deg A · deg B points, copy b's
 * point a at b·deg A + a. Order |A|^deg B · |B|. Both act as permutations of points, whatever their base space.
 *
 * @throws TooLargeError above 20 000 points, or if the generators would take over 256 MiB
 * @throws InvalidArgumentError if a or b is not a finite group
 * @remarks O(degree · generators), each of the whole product: A's for each orbit of B, and B's.
 *
 * @example
 * ```ts
 * import { cyclic, symmetric, wreathProduct } from '@buridan/permutations'
 * console.log(wreathProduct(cyclic(2), symmetric(3)).order) // → 48n
 * ```
 */
export function wreathProduct(a: FiniteGroup, b: FiniteGroup): FiniteGroup {
  ofKind(a, 'a', 'finite group')
  ofKind(b, 'b', 'finite group')
  const n = a.degree
  const degree = n * b.degree
  if (degree > MAX_DEGREE)
    throw new TooLargeError(`a wreath product on ${degree} points is refused: the limit is ${MAX_DEGREE}`)
  const generators: Permutation[] = []
  // one copy of A for each orbit of B on its points
  const orbits = orbitsOfPoints(b.degree, b.ownGenerators) as [number][]
  const count = orbits.length * a.ownGenerators.length + b.ownGenerators.length
  refuseGenerators(count, degree, 'a wreath product')
  for (const [start] of orbits) {
    for (const g of a.ownGenerators) {
      const lifted = identityPermutation(degree)
      for (let i = 0; i < n; i++) lifted[start * n + i] = start * n + g[i]!
      generators.push(lifted)
    }
  }
  for (const g of b.ownGenerators) {
    generators.push(Uint32Array.from({ length: degree }, (_, p) => g[Math.floor(p / n)]! * n + (p % n)))
  }
  const name = `${a.operandName} wr ${b.operandName}`
  const order = () => a.order ** BigInt(b.degree) * b.order
  return new FiniteGroup(name, degree, generators, { kind: 'permutation' }, { order, isWreath: true })
}

/**
 * The semidirect product N ⋊ H for an action of H on N by automorphisms: pairs (n, h) with (n, h)(m, k) = (n·h(m), hk). It
 * acts on the elements of N, x ↦ n·h(x), and on the points of H; the points are numbered elements of N first.
 *
 * @param action - for each generator of H the images of N's generators under its automorphism
 * @throws NotAHomomorphismError if an image list is not an automorphism, or the automorphisms do not satisfy the relations of H
 * @throws RepresentationMismatchError if there is not one list for each generator of H
 * @throws TooLargeError if N cannot be listed or the points are over 20 000
 * @remarks O(|N| · generators · base of N · degree of N), and a stabilizer chain on |N| + deg H points.
 *
 * @example
 * ```ts
 * import { cyclic, semidirectProduct } from '@buridan/permutations'
 * const square = [[2, 3, 4, 5, 6, 0, 1]] // the generator of Z(7) goes to its square
 * console.log(semidirectProduct(cyclic(7), cyclic(3), [square]).order) // → 21n
 * ```
 */
export function semidirectProduct(
  normal: FiniteGroup,
  acting: FiniteGroup,
  action: readonly (readonly ArrayLike<number>[])[],
): FiniteGroup {
  ofKind(normal, 'normal', 'finite group')
  ofKind(acting, 'acting', 'finite group')
  arrayOf(action, 'action')
  if (action.length !== acting.ownGenerators.length) {
    throw new RepresentationMismatchError(
      `${action.length} automorphisms given for the ${acting.ownGenerators.length} generators of ${acting.name}`,
    )
  }
  const list = elementsOf(normal, MAX_DEGREE)
  const degree = list.order + acting.degree
  if (degree > MAX_DEGREE)
    throw new TooLargeError(`a semidirect product on ${degree} points is refused: the limit is ${MAX_DEGREE}`)
  const generators = [
    ...normal.ownGenerators.map((g) => extend(degree, leftMultiplication(list, g), undefined)),
    ...acting.ownGenerators.map((h, s) => extend(degree, automorphism(list, action[s]!), h)),
  ]
  const group = permutationGroup(generators, { degree })
  if (group.order !== normal.order * acting.order) {
    throw new NotAHomomorphismError(
      `the automorphisms of ${normal.name} do not satisfy the relations of ${acting.name}: the product has order ${group.order}, not ${normal.order * acting.order}`,
    )
  }
  return group
}

function extend(degree: number, onElements: Uint32Array, onPoints: Permutation | undefined): Permutation {
  const out = identityPermutation(degree)
  out.set(onElements)
  onPoints?.forEach((image, p) => {
    out[onElements.length + p] = onElements.length + image
  })
  return out
}

function leftMultiplication(list: ElementList, g: Permutation): Uint32Array {
  return Uint32Array.from({ length: list.order }, (_, i) => list.indexOf(list.view(i).map((p) => g[p]!)))
}

function automorphism(list: ElementList, images: readonly ArrayLike<number>[]): Uint32Array {
  const map = homomorphism(list.group, list.group, images)
  if (!map.isInjective) {
    throw new NotAHomomorphismError(
      `the images of the generators of ${list.group.name} extend to no automorphism: it is not injective`,
    )
  }
  return Uint32Array.from({ length: list.order }, (_, i) => list.indexOf(map.apply(list.view(i))))
}
