import {
  parseCif,
  parseFrames,
  parseJsonLines,
  parseMolecules,
  parsePoscar,
  parseSdf,
  parseXyz,
} from '@buridan/data'
import {
  dihedral,
  orthogonal,
  parseAnyGroup,
  parseDigraph6,
  parseDimacs,
  parseEdgeList,
  parseGraph6,
  parseGroup,
  parseRepresentation,
  parseSparse6,
} from '@buridan/groups'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { everything } from '../../conformance/in-turn.js'
import { CALLS } from './calls.js'
import { expectOrderly } from './outcome.js'

const square = dihedral(4)
const space = orthogonal(3)

/** Every parser, on one text. */
const PARSERS: readonly ((text: string) => unknown)[] = [
  parseGroup,
  parseAnyGroup,
  (text) => parseRepresentation(square, text),
  (text) => parseRepresentation(space, text),
  parseGraph6,
  parseSparse6,
  parseDigraph6,
  parseDimacs,
  parseEdgeList,
  parseCif,
  parsePoscar,
  parseMolecules,
  parseSdf,
  (text) => parseSdf(`\n\n\n  1  0\n    0.0000    0.0000    0.0000 C\n${text}`),
  (text) => parseSdf(`\n\n\n${' '.repeat(34)}V3000\nM  V30 ${text}`),
  parseXyz,
  (text) => parseFrames(text, 'molecules'),
  (text) => parseFrames(`{"elements":[],"positions":[],"atoms":{"x":[]},"x":${text}}`, 'molecules'),
  parseJsonLines,
]

it('texts made of the grammars’ own characters are read or refused', async () => {
  const text = fc.string({
    unit: fc.constantFrom(...'SZADTOhVPRMQUILCwrlyxEbd()[],0123456789*+^_ab:perm"-./{}ongridfs ̄ '),
    maxLength: 14,
  })
  await fc.assert(
    fc.asyncProperty(text, async (s) => {
      for (const parse of PARSERS) await expectOrderly(() => parse(s), false)
    }),
    { seed: 2, numRuns: Math.ceil(CALLS / (2 * PARSERS.length)) },
  )
})

it('a text of tens of thousands of characters and more is read or refused', async () => {
  for (const part of [
    '(',
    'S(',
    'V+',
    'xZ(2)',
    '0 1\n',
    '{"',
    '[',
    '~',
    ':~',
    '&@',
    'e 1 2\n',
    'loop_\n',
    '"',
    '<',
    '$$$$\n',
    '-\nM  V30 ',
  ]) {
    const text = part.repeat((process.env.NIGHTLY ? 1e6 : everything ? 1e5 : 3e4) / part.length)
    for (const parse of PARSERS) await expectOrderly(() => parse(text), false)
  }
  expect.assertions(0)
})
