import { parseCif } from '@buridan/data'
import fc from 'fast-check'
import { cifOf, crystals, type GivenCrystal, spellings } from '../../given/cells.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** What a CIF of the crystal has to be read as. */
const readAs = ({ lengths, sites: list_, operations }: GivenCrystal) => ({
  lengths,
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
    text.replace('loop_', 'loop_\n_atom_site_label\n_atom_site_U_iso_or_equiv\nX1 0.1\nX2 0.2\nloop_'),
  'symbols in capitals': (text) => text.replace(/ (Ti|Ba|Pb) /g, (word) => word.toUpperCase()),
  'an occupancy that is not given': (text) => text.replace(/(?<= )1(?=\n)/g, '.'),
}

export const crystalline = [
  relation('parseCif', 'written in many spellings', {
    given: fc.record({ crystal: crystals, how: spellings }),
    one: ({ crystal, how }) => parseCif(cifOf(crystal, how)),
    other: ({ crystal }) => readAs(crystal),
    same: closeTo(1e-12, 1e-12),
  }),
  ...Object.entries(SAME_CRYSTAL).map(([changed, edit]) =>
    relation('parseCif', changed, {
      given: fc.record({ crystal: crystals, how: spellings }),
      one: ({ crystal, how }) => parseCif(edit(cifOf(crystal, { ...how, newline: '\n', upper: false }))),
      other: ({ crystal }) => readAs(crystal),
      same: closeTo(1e-12, 1e-12),
    }),
  ),
]
