import { formatSdf } from '@buridan/data'
import { auditData, type DataFile, labelsIn } from 'buridan/browser'
import fc from 'fast-check'
import { shuffledAtoms, turned, turns } from '../../given/atoms.js'
import { molecules } from '../../given/frames.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

type Bond = readonly [number, number, number]
interface Bonded {
  readonly elements: readonly string[]
  readonly positions: readonly (readonly number[])[]
  readonly bonds: readonly Bond[]
}

const bonded: fc.Arbitrary<Bonded> = molecules
  .filter(({ elements }) => elements.length > 1)
  .chain(({ elements, positions }) => {
    const pairs = elements.flatMap((_, i) => elements.slice(0, i).map((__, j) => [j, i] as const))
    return fc.array(fc.nat(3), { minLength: pairs.length, maxLength: pairs.length }).map((orders) => ({
      elements,
      positions,
      bonds: pairs.map(([j, i], k) => [j, i, orders[k]!] as const).filter(([, , order]) => order > 0),
    }))
  })
const given = {
  list: fc.array(bonded, { minLength: 1, maxLength: 3 }),
  group: fc.constantFrom('O(3)', 'SO(3)', 'Oh'),
}
const lineOf = (molecule: object) => JSON.stringify({ name: 'm', family: 'f', ...molecule })
const file = (lines: readonly string[], end = '\n') => ({
  name: 'm.jsonl',
  bytes: new TextEncoder().encode(lines.join(end)),
})

const audited = (lines: readonly string[], group: string, end = '\n') => auditedFile(file(lines, end), group)

function auditedFile(data: DataFile, group: string) {
  const { report, prices } = auditData([data], { group, label: 'bonds', precision: 0.005 })
  const { samples, symmetric, orbits, orbitTypes, price, disagreement } = report
  return { samples, symmetric, orbits, orbitTypes, price, disagreement, prices: [...prices] }
}

/** Bonds by the new places of atoms. */
function shuffled(molecule: Bonded, keys: readonly number[]): Bonded {
  const { elements, positions } = molecule
  const marked = shuffledAtoms(
    { elements: elements.map((e, a) => `${e} ${a}`), positions, energy: 0, dipole: [], forces: positions },
    keys,
  )
  const places = marked.elements.map((e) => Number(e.split(' ')[1]))
  const to = (a: number) => places.indexOf(a)
  return {
    elements: marked.elements.map((e) => e.split(' ')[0]!),
    positions: marked.positions,
    bonds: [...molecule.bonds].reverse().map(([i, j, order]) => [to(j), to(i), order] as const),
  }
}

export const moleculeRelations = [
  relation('auditData', 'molecules with atoms in another order', {
    given: fc.record({ ...given, keys: fc.array(fc.nat(30), { minLength: 6, maxLength: 6 }) }),
    cost: 25,
    one: ({ list, group }) => audited(list.map(lineOf), group),
    other: ({ list, group, keys }) =>
      audited(
        list.map((m) => lineOf(shuffled(m, keys))),
        group,
      ),
    same: closeTo(1e-9, 1e-9),
  }),
  relation('auditData', 'molecules turned, each by itself', {
    given: fc.record({
      ...given,
      group: fc.constantFrom('O(3)', 'SO(3)'),
      by: fc.array(turns, { minLength: 3, maxLength: 3 }),
    }),
    cost: 25,
    one: ({ list, group }) => audited(list.map(lineOf), group),
    other: ({ list, group, by }) =>
      audited(
        list.map((m, i) => {
          const turn = { ...by[i]!, reflected: by[i]!.reflected && group === 'O(3)' }
          return lineOf({ ...m, positions: m.positions.map((p) => turned(turn, p)) })
        }),
        group,
      ),
    same: closeTo(1e-9, 1e-9),
  }),
  relation('auditData labelsIn', 'the text of molecules, which means the same', {
    given: fc.record({
      ...given,
      end: fc.constantFrom('\n', '\r\n', '\n\n'),
      mark: fc.boolean(),
      kind: fc.nat(3),
      bare: fc.boolean(),
    }),
    cost: 25,
    one: ({ list, group }) => [audited(list.map(lineOf), group), ['bonds']],
    other: ({ list, group, end, mark, kind, bare }) => {
      const lines = list.map(({ elements, positions, bonds }) => {
        const spelt = [
          { elements, positions, bonds },
          { bonds: bonds.map(([i, j, o]) => [j, i, ` ${o}`]), positions, elements, more: 'text' },
          { elements: elements.map((e) => e.toLowerCase()), bonds: [...bonds].reverse(), positions },
          { elements: elements.map((e, a) => `${e}${a}`), bonds, positions },
        ][kind]!
        return JSON.stringify(bare ? spelt : { ...spelt, family: '', name: '' })
      })
      if (mark) lines[0] = `\ufeff${lines[0]}`
      return [audited(lines, group, end), labelsIn([file(lines, end)])]
    },
  }),
  relation('auditData', 'molecules as SDF, in either version', {
    given: fc.record({
      ...given,
      version: fc.constantFrom(undefined, 'V3000' as const),
      end: fc.constantFrom('\n', '\r\n'),
    }),
    cost: 25,
    one: ({ list, group }) => audited(list.map(lineOf), group),
    other: ({ list, group, version, end }) => {
      const placed = list.map((m) => ({
        ...m,
        positions: m.positions.map(([x, y, z]): [number, number, number] => [x!, y!, z!]),
      }))
      const text = formatSdf(placed, version === undefined ? {} : { version })
      return auditedFile(
        { name: 'm.sdf', bytes: new TextEncoder().encode(text.replaceAll('\n', end)) },
        group,
      )
    },
  }),
]
