import { auditData } from 'buridan/browser'
import fc from 'fast-check'
import { type Atoms, shuffledAtoms, textOfAtoms, turnedAtoms, turns } from '../../given/atoms.js'
import {
  type Asked,
  asked,
  audited,
  FIGURES,
  figures,
  keys,
  precision,
  tolerance,
} from '../../given/frame-audits.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

function pricesOf(list: readonly Atoms[], { label, group }: Asked): number[] {
  const bytes = new TextEncoder().encode(textOfAtoms(list, 9))
  return [...auditData([{ name: 'a.xyz', bytes }], { label, group }).prices]
}

export const frameRelations = [
  relation('main', 'atoms in another order', {
    given: fc.record({ ...asked, keys }),
    cost: 30,
    one: ({ list, ...given }) => audited(list, given),
    other: ({ list, keys: k, ...given }) =>
      audited(
        list.map((frame) => shuffledAtoms(frame, k)),
        given,
      ),
    same: figures,
  }),
  relation('main', 'frames turned, each by itself', {
    given: fc.record({
      ...asked,
      group: fc.constantFrom('O(3)', 'SO(3)'),
      by: fc.array(turns, { minLength: 5, maxLength: 5 }),
      precision,
    }),
    cost: 30,
    // labels as they are differ by more or less where each is turned by itself
    one: async ({ list, ...given }) => ({ ...(await audited(list, given)), labelVariance: 0 }),
    other: async ({ list, by, ...given }) => ({
      ...(await audited(
        list.map((frame, i) =>
          turnedAtoms(frame, { ...by[i]!, reflected: by[i]!.reflected && given.group === 'O(3)' }),
        ),
        given,
      )),
      labelVariance: 0,
    }),
    same: closeTo(1e-5, 1e-5),
  }),
  relation('main', 'frames turned, to the digits of the file', {
    given: fc.record({
      ...asked,
      group: fc.constantFrom('O(3)', 'SO(3)'),
      turn: turns,
      digits: fc.integer({ min: 4, max: 12 }),
    }),
    cost: 30,
    one: ({ list, digits, ...given }) => audited(list, given, digits),
    other: ({ list, turn, digits, ...given }) =>
      audited(
        list.map((frame) => turnedAtoms(frame, { ...turn, reflected: false })),
        given,
        digits,
      ),
    same: closeTo(3e-3, 3e-3),
  }),
  relation('main', 'frames shifted', {
    given: fc.record({
      ...asked,
      by: fc.tuple(
        fc.integer({ min: -500, max: 500 }),
        fc.integer({ min: -5, max: 5 }),
        fc.constantFrom(0, 1e4),
      ),
    }),
    cost: 30,
    one: ({ list, ...given }) => audited(list, given),
    other: ({ list, by, ...given }) =>
      audited(
        list.map((frame, i) => ({
          ...frame,
          positions: frame.positions.map((p) => p.map((v, c) => v + by[c]! * (i + 1))),
        })),
        given,
      ),
    same: figures,
  }),
  relation('main', 'frames in another order', {
    given: fc.record({ ...asked, keys }),
    cost: 30,
    one: ({ list, ...given }) => audited(list, given),
    other: ({ list, keys: k, ...given }) =>
      audited(
        orderOf(list, k).map((i) => list[i]!),
        given,
      ),
    same: figures,
  }),
  relation('auditData', 'frames in another order, and the price of each', {
    given: fc.record({ ...asked, keys }),
    cost: 30,
    one: ({ list, keys: k, ...given }) => {
      const prices = pricesOf(list, given)
      return orderOf(list, k).map((i) => prices[i])
    },
    other: ({ list, keys: k, ...given }) =>
      pricesOf(
        orderOf(list, k).map((i) => list[i]!),
        given,
      ),
    same: figures,
  }),
  relation('main', 'all frames twice', {
    given: fc.record(asked),
    cost: 30,
    one: async ({ list, ...given }) => {
      const { samples, symmetric, orbitTypes: _, ...rest } = await audited(list, given)
      return { ...rest, samples: 2 * (samples as number), symmetric: 2 * (symmetric as number) }
    },
    other: async ({ list, ...given }) => {
      const { orbitTypes: _, ...rest } = await audited([...list, ...list], given)
      return rest
    },
    same: figures,
  }),
  relation('main', 'labels ten times as large', {
    given: fc.record(asked),
    cost: 30,
    one: async ({ list, ...given }) => {
      const { orbitTypes: _, ...found } = await audited(list, given)
      for (const name of FIGURES.slice(4)) found[name] = 100 * (found[name] as number)
      return found
    },
    other: async ({ list, ...given }) => {
      const by10 = (row: readonly number[]) => row.map((v) => 10 * v)
      const scaled = list.map((f) => ({
        ...f,
        energy: 10 * f.energy,
        dipole: by10(f.dipole),
        forces: f.forces.map(by10),
      }))
      const { orbitTypes: _, ...found } = await audited(scaled, given)
      return found
    },
    same: closeTo(1e-7, 1e-5),
  }),
  relation('main', 'coordinates and their precision scaled', {
    given: fc.record({ ...asked, precision, power: fc.integer({ min: -3, max: 4 }) }),
    cost: 30,
    one: async ({ list, power: _, ...given }) => ({ ...(await audited(list, given, 9)) }),
    other: ({ list, power, ...given }) => {
      const by = 10 ** power
      const scaled = list.map((f) => ({ ...f, positions: f.positions.map((p) => p.map((v) => v * by)) }))
      return audited(scaled, { ...given, precision: given.precision * by, tolerance: by }, 9 + 3)
    },
    same: figures,
  }),
  relation('main', 'frames however far is searched', {
    given: fc.record({ ...asked, tolerance }),
    cost: 30,
    one: ({ list, tolerance: _, ...given }) => audited(list, given),
    other: ({ list, ...given }) => audited(list, given),
    same: figures,
  }),
]

function orderOf(list: readonly unknown[], by: readonly number[]): number[] {
  return list.map((_, i) => i).sort((a, b) => by[a % by.length]! - by[b % by.length]! || b - a)
}
