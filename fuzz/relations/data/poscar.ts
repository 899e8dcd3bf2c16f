import { formatPoscar, parsePoscar } from '@buridan/data'
import fc from 'fast-check'
import { cells, poscarOf, poscarSpellings } from '../../given/poscar.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

export const poscar = [
  relation('parsePoscar', 'written in many spellings', {
    given: fc.record({ cell: cells, how: poscarSpellings }),
    one: ({ cell, how }) => {
      const { lattice, elements, positions } = parsePoscar(poscarOf(cell, how))
      return { lattice, elements, positions }
    },
    other: ({ cell: { lattice, runs } }) => ({
      lattice,
      elements: runs.flatMap(({ element, at }) => at.map(() => element)),
      positions: runs.flatMap(({ at }) => at),
    }),
    same: closeTo(1e-10, 1e-10),
  }),
  relation('formatPoscar', 'written and read again, to the last bit', {
    given: fc.record({ cell: cells, how: poscarSpellings }),
    one: ({ cell, how }) => {
      const { lattice, elements, positions } = parsePoscar(poscarOf(cell, how))
      const again = parsePoscar(formatPoscar({ lattice, elements, positions }))
      return [again.lattice, again.elements, again.positions]
    },
    other: ({ cell, how }) => {
      const { lattice, elements, positions } = parsePoscar(poscarOf(cell, how))
      return [lattice, elements, positions]
    },
  }),
]
