import { cycle, type Permutation } from '@buridan/core'
import {
  type AnyRepresentation,
  act,
  type CrystalOperation,
  type CrystalPointGroup,
  type GroupElement,
} from '@buridan/groups'
import { orbitMeans } from '../../core/orbit-means.js'
import type { CrystalSpace } from '../../crystals/crystal-space.js'

/** The symmetry of a sample: the elements that a label is averaged over. */
export interface CrystalElements {
  readonly elements: readonly GroupElement[]
  /** Exchanges of atoms that translations take to each other. */
  readonly exchanges: readonly GroupElement[]
}

/** The operations of a crystal that a group has, as elements of it. */
export function elementsOfCrystal(
  space: CrystalSpace,
  found: CrystalPointGroup,
  operations: readonly CrystalOperation[],
): CrystalElements {
  const { translates, primitiveAtoms } = found
  const classes: number[][] = primitiveAtoms.map(() => [])
  translates.forEach((k, atom) => {
    classes[k]!.push(atom)
  })
  const one = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)
  const n = space.atoms
  return {
    // atoms of a class go in turn to those of another: the order within a class does not matter for labels averaged over classes
    elements: operations.map(({ matrix, images }) => {
      const to: Permutation = new Uint32Array(n)
      classes.forEach((list, k) => {
        list.forEach((atom, j) => {
          to[atom] = classes[images[k]!]![j]!
        })
      })
      return space.element(matrix, to)
    }),
    exchanges: classes.filter((list) => list.length > 1).map((list) => space.element(one, cycle(n, list))),
  }
}

/** The mean of a label over translations, and then over the operations. */
export function meanOverCrystal(
  rep: AnyRepresentation,
  { elements, exchanges }: CrystalElements,
  z: Float64Array,
): Float64Array {
  let start = z
  if (exchanges.length > 0) {
    const places = Float64Array.from(z, (_, i) => i)
    start = orbitMeans(
      exchanges.map((g) => ({ image: Uint32Array.from(act(rep, g, places), Math.round) })),
      z,
    )
  }
  if (elements.length === 1) return start
  const sum = new Float64Array(z.length)
  for (const g of elements) {
    act(rep, g, start).forEach((v, i) => {
      sum[i]! += v
    })
  }
  return sum.map((v) => v / elements.length)
}
