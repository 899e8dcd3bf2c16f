import {
  findPointGroup,
  groupGrammar,
  parseAnyGroup,
  parseGroup,
  parseRepresentation,
  representationGrammar,
} from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('the grammars', () => {
  it('have examples that are read, and forms for all of them', () => {
    for (const { form, meaning, examples } of groupGrammar.entries) {
      expect(examples.length, form).toBeGreaterThan(0)
      expect(meaning).not.toBe('')
      for (const text of examples) expect(() => parseAnyGroup(text), text).not.toThrow()
    }
    for (const { group, examples, form } of representationGrammar.entries) {
      expect(examples.length, form).toBeGreaterThan(0)
      for (const text of examples) {
        const rep = parseRepresentation(parseAnyGroup(group), text)
        expect(parseRepresentation(parseAnyGroup(group), rep.text).dim, text).toBe(rep.dim)
      }
    }
  })

  it('cannot be changed', () => {
    const entry = groupGrammar.entries[0]!
    for (const value of [groupGrammar, groupGrammar.entries, groupGrammar.notes, entry, entry.examples])
      expect(Object.isFrozen(value)).toBe(true)
  })

  it('name every point group that is printed', () => {
    const water = {
      elements: ['O', 'H', 'H'],
      positions: [
        [0, 0, 0.12],
        [0, 0.76, -0.48],
        [0, -0.76, -0.48],
      ],
    }
    expect(parseGroup(findPointGroup(water).name).name).toBe(parseGroup('mm2').name)
  })
})

it('texts of the grammar’s own characters end in a group or in a typed error with a column', () => {
  const words = groupGrammar.entries
    .flatMap((e) => e.examples)
    .concat([' on ', 'grid(2,2)', 'x', ' wr ', ':', '(', ')', 'flip', '_', '3̄', '-', '/m', '0'])
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }), (parts) => {
      const text = parts.join('')
      const error = attempt(() => parseAnyGroup(text))
      if (error === undefined) return
      expect(['PARSE_ERROR', 'TOO_LARGE', 'UNSUPPORTED']).toContain((error as { code?: string }).code)
    }),
    { seed: 3, numRuns: 500 },
  )
})

function attempt(f: () => unknown): unknown {
  try {
    f()
  } catch (error) {
    return error
  }
  return undefined
}
