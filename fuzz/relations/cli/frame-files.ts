import fc from 'fast-check'
import { atoms, textOfAtoms, turnedAtoms, turns } from '../../given/atoms.js'
import { asked, audited, figures, figuresOf, reportOf, tolerance } from '../../given/frame-audits.js'
import { molecules } from '../../given/frames.js'
import { answerOf, withFiles } from '../../given/run-cli.js'
import { relation } from '../../harness/relation.js'

export const frameFileRelations = [
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
