import { auditData } from 'buridan/browser'
import fc from 'fast-check'
import { type Atoms, atoms, sets, shuffledAtoms, textOfAtoms, turnedAtoms, turns } from '../../given/atoms.js'
import { molecules } from '../../given/frames.js'
import { answerOf, withFiles } from '../../given/run-cli.js'
import { near } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const LABELS = ['energy', 'dipole', 'forces'] as const
const asked = {
  list: sets,
  label: fc.constantFrom(...LABELS),
  group: fc.constantFrom('O(3)', 'SO(3)', 'Oh', 'c2v'),
}
const keys = fc.array(fc.nat(30), { minLength: 6, maxLength: 6 })
const tolerance = fc.constantFrom(0.001, 0.01, 0.03)
const figures = near(1e-7, 1e-7)

interface Asked {
  readonly label: string
  readonly group: string
  readonly tolerance?: number
}

function reportOf(text: string, { label, group, tolerance: t }: Asked, options: readonly string[] = []) {
  return withFiles({ 'a.xyz': text }, (path) =>
    answerOf([
      'audit',
      path('a.xyz'),
      '--group',
      group,
      '--label',
      label,
      ...(t === undefined ? [] : ['--tolerance', String(t)]),
      ...options,
    ]),
  )
}

const FIGURES = [
  'samples',
  'symmetric',
  'orbits',
  'orbitTypes',
  'strictFloor',
  'price',
  'disagreement',
  'labelVariance',
]

/** What a report says of a data set whatever its text; of an error that there is one. */
function figuresOf(report: Record<string, unknown>, names = FIGURES): Record<string, unknown> {
  if (report.error) return { error: (report.error as { code: string }).code }
  return Object.fromEntries(names.map((name) => [name, report[name]]))
}

const audited = async (list: readonly Atoms[], given: Asked, digits = 9) =>
  figuresOf(await reportOf(textOfAtoms(list, digits), given))

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
      tolerance,
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
    same: near(1e-5, 1e-5),
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
    same: near(3e-3, 3e-3),
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
    same: near(1e-7, 1e-5),
  }),
  relation('main', 'coordinates and their tolerance scaled', {
    given: fc.record({ ...asked, tolerance, power: fc.integer({ min: -3, max: 4 }) }),
    cost: 30,
    one: async ({ list, ...given }) => ({ ...(await audited(list, given, 9)) }),
    other: ({ list, power, ...given }) => {
      const scaled = list.map((f) => ({
        ...f,
        positions: f.positions.map((p) => p.map((v) => v * 10 ** power)),
      }))
      return audited(scaled, { ...given, tolerance: given.tolerance * 10 ** power }, 9 + 3)
    },
    same: figures,
  }),
  relation('main', 'a cell that --as-molecule passes over', {
    given: fc.record({ ...asked, pbc: fc.constantFrom('', ' pbc="T T F"', ' pbc=T') }),
    cost: 30,
    one: ({ list, ...given }) => reportOf(textOfAtoms(list, 6), given),
    other: ({ list, pbc, ...given }) =>
      reportOf(textOfAtoms(list, 6, ` Lattice="9 0 0 0 9 0 0 0 9"${pbc}`), given, ['--as-molecule']),
  }),
  relation('main', 'frames that are wrong between those that are right', {
    given: fc.record({
      ...asked,
      bad: fc.constantFrom(
        '1\nProperties=species:S:1\nH\n',
        '1\n\nH 0 0\n',
        '1\ndipole=x energy="y"\nH 0 0 0\n',
        '1\nLattice="1 0 0 0 1 0 0 0 1"\nH 0 0 0\n',
      ),
    }),
    cost: 30,
    one: ({ list, ...given }) => audited(list, given, 6),
    other: async ({ list, bad, ...given }) => {
      const text = list.map((frame) => `${bad}${textOfAtoms([frame], 6)}`).join('')
      const report = await reportOf(text, given)
      const skipped = report.skipped as { index: number }[] | undefined
      if (skipped && skipped.map((s) => s.index).join() !== list.map((_, i) => 2 * i).join()) return skipped
      return figuresOf(report)
    },
  }),
  relation('main', 'elements of other names', {
    given: fc.record(asked),
    cost: 30,
    one: ({ list, ...given }) => audited(list, given, 6),
    other: ({ list, ...given }) => {
      const others: Readonly<Record<string, string>> = {
        O: 'S',
        H: 'Xe',
        C: 'A1',
        N: 'Q',
        Xe: 'H',
        F: 'c9',
        Cl: 'foo',
        Br: 'B',
        Ar: 'z',
      }
      return audited(
        list.map((f) => ({ ...f, elements: f.elements.map((e) => others[e]!) })),
        given,
        6,
      )
    },
    same: figures,
  }),
  relation('main', 'the stabilizer of a frame, and its point group', {
    given: fc.record({ frame: atoms.filter((f) => f.elements.length > 1), turn: turns, tolerance }),
    cost: 15,
    one: async ({ frame, tolerance: t }) => {
      const { orbitTypes } = await reportOf(textOfAtoms([frame], 9), {
        label: 'energy',
        group: 'O(3)',
        tolerance: t,
      })
      return (orbitTypes as { stabilizerOrder: number }[])[0]!.stabilizerOrder
    },
    other: async ({ frame, turn, tolerance: t }) => {
      const { elements, positions } = turnedAtoms(frame, turn)
      const { order } = await answerOf(['point-group', JSON.stringify({ elements, positions, tolerance: t })])
      return order ?? 'infinite'
    },
  }),
  relation('main', 'labels of elements in other spellings', {
    given: fc.record({ molecule: molecules, kinds: fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }) }),
    cost: 4,
    one: ({ molecule }) => answerOf(['point-group', JSON.stringify(molecule)]),
    other: ({ molecule: { elements, positions }, kinds }) => {
      const spelt = elements.map(
        (e, a) => [e, e.toLowerCase(), `${e}${a + 1}`, e.toUpperCase()][kinds[a % 6]!],
      )
      return answerOf(['point-group', JSON.stringify({ elements: spelt, positions })])
    },
  }),
  relation('main', 'frames in two files given together', {
    given: fc.record({ ...asked, list: fc.array(atoms, { minLength: 2, maxLength: 3 }) }),
    cost: 30,
    one: ({ list, ...given }) => audited(list, given, 6),
    other: ({ list, label, group }) =>
      withFiles(
        { 'a.xyz': textOfAtoms(list.slice(0, 1), 6), 'b.xyz': textOfAtoms(list.slice(1), 6) },
        async (path) =>
          figuresOf(
            await answerOf(['audit', path('a.xyz'), path('b.xyz'), '--group', group, '--label', label]),
          ),
      ),
  }),
]

function orderOf(list: readonly unknown[], by: readonly number[]): number[] {
  return list.map((_, i) => i).sort((a, b) => by[a % by.length]! - by[b % by.length]! || b - a)
}
