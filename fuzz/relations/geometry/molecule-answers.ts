import { baseRepresentation, elementsOf, findPointGroup, type PointGroupResult } from '@buridan/groups'
import { apply, times, transposed } from '../../given/matrices.js'
import type { GivenMolecule } from '../../given/molecules.js'
import {
  apart,
  determinant,
  distance,
  IDENTITY,
  isGroup,
  minus,
  rows,
  sameTurns,
  type Turn,
} from '../../given/space.js'

export const found = (m: GivenMolecule, tolerance: number) =>
  findPointGroup({ elements: m.elements, positions: m.positions.map((p) => [...p]) }, { tolerance })

/** Name, order and equivalent atoms, called by their new names. */
export const symmetryOf = (r: PointGroupResult, name: (atom: number) => number = (i) => i) => ({
  name: r.name,
  order: r.order,
  equivalent: r.equivalentAtoms
    .map((list) => list.map(name).sort((a, b) => a - b))
    .sort((a, b) => a[0]! - b[0]!),
})
/** What does not change with the unit of length. Which of equal operations is first, and is turned to x, is free. */
export function scaleFree(r: PointGroupResult, factor: number): object {
  const operations = r.operations.map(
    (o) => [`${o.kind} ${o.order} ${o.power} ${o.images}`, o.matrix] as const,
  )
  return {
    ...symmetryOf(r),
    deviation: r.deviation / factor,
    gap: r.gap / factor,
    centre: r.centre.map((v) => v / factor),
    operations: operations.sort(([a], [b]) => (a < b ? -1 : 1)),
    group: r.group?.order,
  }
}

export const plain = (r: PointGroupResult): unknown => [scaleFree(r, 1), r.axis, r.orientation]

/** Everything that an answer says of itself and is not so. */
export function faults(m: GivenMolecule, r: PointGroupResult, tolerance: number): string[] {
  const out: string[] = []
  const check = (holds: boolean, law: string) => holds || out.push(law)
  const atoms = r.equivalentAtoms.flat().sort((a, b) => a - b)
  check(atoms.join() === m.elements.map((_, i) => i).join(), 'equivalent atoms are a partition')
  check(
    r.equivalentAtoms.every((list) => new Set(list.map((i) => m.elements[i]!)).size === 1),
    'equivalent atoms are alike',
  )
  const turn = rows(r.orientation)
  check(
    apart(times(turn, transposed(turn)), IDENTITY) < 1e-9 && determinant(turn) > 0,
    'the orientation is a rotation',
  )
  if (r.axis) check(distance(apply(turn, r.axis), [0, 0, 1]) < 1e-9, 'the axis is turned to z')
  check(r.deviation <= 2 * tolerance, `the deviation is within twice the tolerance: ${r.deviation}`)
  check(r.gap >= r.deviation / 2, 'the gap is not below the deviation')
  if (r.order === undefined) return out
  const matrices = r.operations.map((o) => rows(o.matrix))
  check(r.operations.length === r.order, 'as many operations as the order says')
  check(isGroup(matrices), 'operations are a group')
  const centred = m.positions.map((p) => minus(p, r.centre))
  let worst = 0
  r.operations.forEach((o, k) => {
    check(new Set(o.images).size === m.elements.length, 'images are a permutation')
    centred.forEach((p, i) => {
      worst = Math.max(worst, distance(apply(matrices[k]!, p), centred[o.images[i]!]!))
      check(m.elements[i] === m.elements[o.images[i]!], 'images are alike')
      check(
        r.equivalentAtoms.some((list) => list.includes(i) && list.includes(o.images[i]!)),
        'images are equivalent',
      )
    })
  })
  check(
    Math.abs(worst - r.deviation) <= 1e-9,
    `the deviation is that of the operations: ${worst}, not ${r.deviation}`,
  )
  const elements = r.group ? matricesOf(r.group) : []
  check(sameTurns(1e-6)(elements, matrices, undefined) === undefined, 'the group is that of the operations')
  return [...new Set(out)]
}

/** The matrices of the elements of a group. */
function matricesOf(group: NonNullable<PointGroupResult['group']>): Turn[] {
  const V = baseRepresentation(group)
  const list = elementsOf(group)
  return Array.from({ length: list.order }, (_, k) =>
    transposed(IDENTITY.map((e) => [...V.apply(list.at(k), [...e])])),
  )
}
