import { crystalAtoms, parseCif, parseCifBlocks } from '@buridan/data'
import fc from 'fast-check'
import { cifOf, crystals, type GivenCrystal, spellings } from '../../given/cells.js'
import { closeTo, sameEntries } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** What a reader found, but for what the texts do not say, such as the name of the block. */
const found = (text: string) => {
  const { lengths, angles, sites, operations } = parseCif(text)
  return { lengths, angles, sites, operations }
}

/** What a CIF of the crystal has to be read as. */
const readAs = ({ lengths, sites: list_, operations }: GivenCrystal) => ({
  lengths,
  angles: [90, 90, 90],
  sites: list_.map(({ element, at, occupancy }, i) => ({
    label: `${element}${i + 1}`,
    element,
    position: at,
    occupancy,
  })),
  operations: operations.map(({ rows, shift }) => ({ rotation: rows, translation: shift })),
})

/** What may stand in a CIF and leaves its first crystal as it is. */
const SAME_CRYSTAL: Readonly<Record<string, (text: string) => string>> = {
  'a second block': (text) => `${text}data_second\n_cell_length_a 99\n`,
  'a comment that is indented': (text) =>
    text.replace('_cell_length_b', '  # _cell_length_a 99\n_cell_length_b'),
  'another loop of sites before': (text) =>
    text.replace(/^loop_$/m, 'loop_\n_atom_site_label\n_atom_site_U_iso_or_equiv\nX1 0.1\nX2 0.2\nloop_'),
  'symbols in capitals': (text) => text.replace(/ (Ti|Ba|Pb) /g, (word) => word.toUpperCase()),
  'an occupancy that is not given': (text) => text.replace(/(?<= )1(?=\n)/g, '.'),
}

const PLAIN = { newline: '\n', upper: false, quote: "'", deviation: '', shuffled: false, comments: false }

/** A coordinate in multiples of a twelve-hundredth, of which all that are given are, from 0 to 1199. */
const cells = (v: number) => ((Math.round(1200 * v) % 1200) + 1200) % 1200

export const crystalline = [
  relation('parseCif', 'written in many spellings', {
    given: fc.record({ crystal: crystals, how: spellings }),
    one: ({ crystal, how }) => found(cifOf(crystal, how)),
    other: ({ crystal }) => readAs(crystal),
    same: closeTo(1e-12, 1e-12),
  }),
  ...Object.entries(SAME_CRYSTAL).map(([changed, edit]) =>
    relation('parseCif', changed, {
      given: fc.record({ crystal: crystals, how: spellings }),
      one: ({ crystal, how }) => found(edit(cifOf(crystal, { ...how, newline: '\n', upper: false }))),
      other: ({ crystal }) => readAs(crystal),
      same: closeTo(1e-12, 1e-12),
    }),
  ),
  relation('parseCifBlocks', 'block by block', {
    given: fc.record({ crystals: fc.array(crystals, { minLength: 1, maxLength: 3 }), how: spellings }),
    one: ({ crystals: all, how }) =>
      parseCifBlocks(['data_notes _audit_creation_date 2024\n', ...all.map((c) => cifOf(c, how))].join('')),
    other: ({ crystals: all, how }) => all.map((c) => parseCif(cifOf(c, how))),
  }),
  relation('crystalAtoms', 'operations in another order, sites in other cells, images by force', {
    given: fc.record({
      crystal: crystals,
      by: fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: -2, max: 2 }))),
    }),
    one: ({ crystal, by }) => {
      const read = parseCif(cifOf(crystal, PLAIN))
      const moved = {
        ...read,
        operations: [...read.operations].reverse(),
        sites: read.sites.map((site) => ({
          ...site,
          position: site.position.map((v, k) => v + by[k]!) as [number, number, number],
        })),
      }
      const { elements, positions, occupancies, sites } = crystalAtoms(moved)
      return positions.map((p, i) => ({
        at: p.map(cells),
        site: sites[i],
        element: elements[i],
        share: occupancies[i],
      }))
    },
    other: ({ crystal }) =>
      crystal.sites.flatMap(({ element, at, occupancy: share }, site) => {
        const images = crystal.operations.map(({ rows, shift }) =>
          rows.map((row, k) => cells(row.reduce((sum, w, c) => sum + w * at[c]!, shift[k]!))),
        )
        const distinct = new Map(images.map((p) => [p.join(), p]))
        return [...distinct.values()].map((p) => ({ at: p, site, element, share }))
      }),
    same: sameEntries,
  }),
]
