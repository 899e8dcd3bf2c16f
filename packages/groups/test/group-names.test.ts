import {
  groupGrammar,
  isSameGroup,
  type LieGroup,
  parseAnyGroup,
  parseGroup,
  parseRepresentation,
} from '@buridan/groups'
import { describe, expect, it } from 'vitest'

describe('names of groups', () => {
  it.each([
    ['SO3', 'SO(3)'],
    ['SO_3', 'SO(3)'],
    ['O3', 'O(3)'],
    ['SU2', 'SU(2)'],
    ['SU_3', 'SU(3)'],
    ['U2', 'U(2)'],
    ['Sp2', 'Sp(2)'],
    ['SL2', 'SL(2)'],
    ['GL3', 'GL(3)'],
    ['A5', 'A(5)'],
    ['A_5', 'A(5)'],
    ['Z8', 'Z(8)'],
    ['Z_12', 'Z(12)'],
    ['Dih4', 'Dih(4)'],
    ['B3', 'B(3)'],
    ['O_h', 'Oh'],
    ['T_d', 'Td'],
    ['C_2v', 'C2v'],
    ['C_{2v}', 'C2v'],
    ['D_{4h}', 'D4h'],
    ['C_s', 'Cs'],
    ['D_∞h', 'D∞h'],
    ['C_{∞v}', 'C∞v'],
    ['S (5)', 'S(5)'],
    ['SO(1,3)', 'SO(1,3)'],
    ['SO13', 'SO(1,3)'],
    ['SO13p', 'SO+(1,3)'],
    ['O13', 'O(1,3)'],
    ['Lorentz', 'O(1,3)'],
    ['A5×Z8', 'A(5)xZ(8)'],
    ['SO3 x S(4)', 'SO(3)xS(4)'],
    ['Z2 wr S(3)', 'Z(2) wr S(3)'],
    ['Z(2)wr S(3)', 'Z(2) wr S(3)'],
    ['S(3)wrS(3)', 'S(3) wr S(3)'],
  ])('%s is understood as %s', (text, name) => {
    expect(parseAnyGroup(text).name).toBe(name)
    expect(isSameGroup(parseAnyGroup(text), parseAnyGroup(name))).toBe(true)
  })

  it.each([
    ['S5', 1, 'did you mean S(5) on points?'],
    ['S_5', 1, 'did you mean S(5) on points?'],
    ['S_4', 1, 'did you mean S(4) on points or S4 on ℝ³?'],
    ['D_4', 1, 'did you mean D(4) on the plane, Dih(4) on points or D4 on ℝ³?'],
    ['C_4', 1, 'did you mean C(4) on the plane, Z(4) on points or C4 on ℝ³?'],
    ['Z(2)xS5', 6, 'did you mean S(5) on points?'],
    ['S5xS4', 1, 'did you mean S(5) on points?'],
    ['Z(2) wr D_3', 9, 'Dih(3) on points'],
    ['SO12', 1, 'did you mean SO(12) or SO(1,2)?'],
    ['so(3)', 1, 'did you mean SO(3)?'],
    ['so(1,3)', 1, 'did you mean SO(1,3)?'],
    ['dih(4)', 1, 'did you mean Dih(4)?'],
    ['Dig(4)', 1, /did you mean .*Dih\(4\)/],
    ['rubikscube', 1, 'did you mean RubiksCube?'],
    ['lorentz', 1, 'did you mean Lorentz?'],
    ['S₅', 1, 'did you mean S(5) on points?'],
    ['ℤ₈', 1, 'did you mean Z(8)?'],
    ['C₂ᵥ', 1, 'did you mean C2v?'],
    ['Sym(5)', 1, 'did you mean S(5)?'],
    ['AlternatingGroup(5)', 1, 'did you mean A(5)?'],
    ['V4', 1, 'did you mean Z(2)xZ(2)?'],
    ['Z/5Z', 1, 'did you mean Z(5)?'],
    ['SO^+(1,3)', 1, 'did you mean SO+(1,3)?'],
    ['P4M', 1, 'did you mean p4m on grid(6,6)?'],
    ['p4m', 1, 'did you mean p4m on grid(6,6)?'],
    ['P4', 1, 'did you mean p4 on grid(6,6) or 4, the point group of that symbol?'],
    ['grid(5,5)', 1, 'Dih(4) on grid(5,5)'],
  ])('%s is answered at column %i', (text, column, message) => {
    expect(() => parseAnyGroup(text)).toThrow(message)
    expect(() => parseAnyGroup(text)).toThrow(expect.objectContaining({ code: 'PARSE_ERROR', column }))
  })

  // symbols and classes as International Tables have them; those with spaces as `buridan point-group` prints them
  it.each([
    ['F m -3 m', 'm-3m', 'Oh'],
    ['Fm-3m', 'm-3m', 'Oh'],
    ['P 6_3/m m c', '6/mmm', 'D6h'],
    ['P63/mmc', '6/mmm', 'D6h'],
    ['P 1 2_1/c 1', '2/m', 'C2h'],
    ['P2_1/c', '2/m', 'C2h'],
    ['Pna2_1', 'mm2', 'C2v'],
    ['P21212', '222', 'D2'],
    ['P4332', '432', 'O'],
    ['P432', '432', 'O'],
    ['P 4_3 3 2', '432', 'O'],
    ['I 4_1/a', '4/m', 'C4h'],
    ['I -4', '-4', 'S4'],
    ['R32', '32', 'D3'],
    ['P32', '3', 'C3'],
    ['P3112', '312', 'D3'],
    ['R -3 c', '-3m', 'D3d'],
    ['p 6/m m m', '6/mmm', 'D6h'],
    ['p 4/m 2_1/b m', '4/mmm', 'D4h'],
    ['p m c m', 'mmm', 'D2h'],
    ['P 1', '1', 'C1'],
    ['4m.m', '4mm', 'C4v'],
    ['m-3.m', 'm-3m', 'Oh'],
    ['-4m.2', '-4m2', 'D2d'],
    ['m.2m', 'mm2', 'C2v'],
    ['..m', 'm', 'Cs'],
  ])('%s, a symbol of crystals, is answered by its point group %s', (text, name, schoenflies) => {
    expect(() => parseAnyGroup(text)).toThrow(`did you mean ${name}, the point group of that symbol?`)
    expect(parseAnyGroup(name).name).toBe(schoenflies)
  })

  it.each(['P4Q', 'Pmnq', 'Fm-3m3', 'P 9', 'a.b', '...'])('%s is no symbol of crystals', (text) => {
    expect(() => parseAnyGroup(text)).toThrow(expect.objectContaining({ code: 'PARSE_ERROR' }))
    expect(() => parseAnyGroup(text)).not.toThrow(/the point group of/)
  })

  it('what is meant can be read', () => {
    const words = [
      'S5',
      'S4',
      'D_4',
      'C_6',
      'SO12',
      'so(3)',
      'Dig(4)',
      'rubikscube',
      'ℤ₈',
      'p4m',
      'zz(3)',
      'q8',
    ]
    for (const word of words) {
      const message = String(attempt(() => parseAnyGroup(word)))
      const meant = /did you mean (.*)\?/.exec(message)?.[1]
      if (!meant) continue
      for (const text of meant.split(/, | or /)) {
        const group = text.replace(/ on (points|the plane|ℝ³)$/, '')
        expect(parseAnyGroup(group).name.length, group).toBeGreaterThan(0)
      }
    }
  })

  it('C, D and S with and without parentheses keep their meanings', () => {
    expect(parseRepresentation(parseGroup('C(4)'), 'V').dim).toBe(2)
    expect(parseRepresentation(parseGroup('D(4)'), 'V').dim).toBe(2)
    expect(parseRepresentation(parseGroup('D4'), 'V').dim).toBe(3)
    expect(parseRepresentation(parseGroup('Dih(4)'), 'V').dim).toBe(4)
    expect(parseGroup('O').order).toBe(24n)
    expect((parseAnyGroup('O(3)') as LieGroup).dim).toBe(3)
    expect(parseGroup('S4').order).toBe(4n)
    expect(parseGroup('S(4)').order).toBe(24n)
    expect(parseGroup('m').order).toBe(2n)
    expect(parseGroup('M11').order).toBe(7920n)
  })

  it('names that are printed read back to the same group', () => {
    const texts = groupGrammar.entries.flatMap((e) => e.examples)
    for (const text of texts) {
      const group = parseAnyGroup(text)
      expect(isSameGroup(parseAnyGroup(group.name), group), text).toBe(true)
      expect(parseAnyGroup(group.name).name).toBe(group.name)
    }
    expect(texts.length).toBeGreaterThan(60)
  })
})

function attempt(f: () => unknown): unknown {
  try {
    f()
  } catch (error) {
    return error
  }
  return undefined
}
