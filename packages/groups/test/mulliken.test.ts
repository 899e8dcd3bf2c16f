import { describe, expect, it } from 'vitest'
import {
  axialVector,
  characterTable,
  findPointGroup,
  irreducibleRepresentations,
  isSameRepresentation,
  mullikenNames,
  parseAnyGroup,
  parseRepresentation,
  pointGroup,
  pointGroupNames,
  type Representation,
  symmetric,
  symmetricPower,
  tensor,
} from '../src/index.js'

/** What a representation is made of, by names with their multiplicities. */
function parts(rep: Representation): string[] {
  const table = characterTable(rep.group)
  const counts = table.multiplicities(table.representatives.map((g) => rep.character(g)))
  return mullikenNames(rep.group)!
    .flatMap((name, i) => new Array<string>(counts[i]!).fill(name))
    .sort()
}

/** As character tables of textbooks have them: x, y, z; rotations about them; products of two coordinates. Of complex pairs both. */
const TABLES: Readonly<Record<string, readonly [vector: string, rotations: string, squares: string]>> = {
  C1: ['A A A', 'A A A', 'A A A A A A'],
  Ci: ['Au Au Au', 'Ag Ag Ag', 'Ag Ag Ag Ag Ag Ag'],
  Cs: ['A′ A′ A″', 'A′ A″ A″', 'A′ A′ A′ A′ A″ A″'],
  C2h: ['Au Bu Bu', 'Ag Bg Bg', 'Ag Ag Ag Ag Bg Bg'],
  C3h: ['A″ E′ E′', 'A′ E″ E″', 'A′ A′ E′ E′ E″ E″'],
  C4h: ['Au Eu Eu', 'Ag Eg Eg', 'Ag Ag Bg Bg Eg Eg'],
  C5: ['A E1 E1', 'A E1 E1', 'A A E1 E1 E2 E2'],
  C2v: ['A1 B1 B2', 'A2 B1 B2', 'A1 A1 A1 A2 B1 B2'],
  C3v: ['A1 E', 'A2 E', 'A1 A1 E E'],
  C4v: ['A1 E', 'A2 E', 'A1 A1 B1 B2 E'],
  C6v: ['A1 E1', 'A2 E1', 'A1 A1 E1 E2'],
  D2: ['B1 B2 B3', 'B1 B2 B3', 'A A A B1 B2 B3'],
  D3: ['A2 E', 'A2 E', 'A1 A1 E E'],
  D4: ['A2 E', 'A2 E', 'A1 A1 B1 B2 E'],
  D6: ['A2 E1', 'A2 E1', 'A1 A1 E1 E2'],
  D2h: ['B1u B2u B3u', 'B1g B2g B3g', 'Ag Ag Ag B1g B2g B3g'],
  D3h: ['A2″ E′', 'A2′ E″', 'A1′ A1′ E′ E″'],
  D4h: ['A2u Eu', 'A2g Eg', 'A1g A1g B1g B2g Eg'],
  D5h: ['A2″ E1′', 'A2′ E1″', 'A1′ A1′ E1″ E2′'],
  D6h: ['A2u E1u', 'A2g E1g', 'A1g A1g E1g E2g'],
  D2d: ['B2 E', 'A2 E', 'A1 A1 B1 B2 E'],
  D3d: ['A2u Eu', 'A2g Eg', 'A1g A1g Eg Eg'],
  D4d: ['B2 E1', 'A2 E3', 'A1 A1 E2 E3'],
  D5d: ['A2u E1u', 'A2g E1g', 'A1g A1g E1g E2g'],
  D6d: ['B2 E1', 'A2 E5', 'A1 A1 E2 E5'],
  S4: ['B E E', 'A E E', 'A A B B E E'],
  S6: ['Au Eu Eu', 'Ag Eg Eg', 'Ag Ag Eg Eg Eg Eg'],
  S8: ['B E1 E1', 'A E3 E3', 'A A E2 E2 E3 E3'],
  T: ['T', 'T', 'A E E T'],
  Th: ['Tu', 'Tg', 'Ag Eg Eg Tg'],
  Td: ['T2', 'T1', 'A1 E T2'],
  O: ['T1', 'T1', 'A1 E T2'],
  Oh: ['T1u', 'T1g', 'A1g Eg T2g'],
  I: ['T1', 'T1', 'A H'],
  Ih: ['T1u', 'T1g', 'Ag Hg'],
}

describe('Mulliken’s names', () => {
  it.each(Object.entries(TABLES))(
    'of %s are those of the textbooks',
    (name, [vector, rotations, squares]) => {
      const G = pointGroup(name)
      const V = tensor(G, 1)
      expect(parts(V).join(' ')).toBe(vector)
      expect(parts(axialVector(G)).join(' ')).toBe(rotations)
      expect(parts(symmetricPower(V, 2)).join(' ')).toBe(squares)
    },
  )

  it('are different but for complex pairs, in every point group', () => {
    for (const name of [...pointGroupNames, 'C7v', 'D7', 'D8h', 'S10', 'D8d', 'C9h', 'D9h']) {
      const G = pointGroup(name)
      const { characters } = characterTable(G)
      const names = mullikenNames(G)!
      names.forEach((own, i) => {
        const others = names.flatMap((n, j) => (n === own && j !== i ? [j] : []))
        const conjugate = characters[i]!.conjugate
        expect([name, own, others]).toEqual([name, own, conjugate === i ? [] : [conjugate]])
        expect([name, own, characters[i]!.degree]).toEqual([
          name,
          own,
          own.startsWith('E') ? (conjugate === i ? 2 : 1) : { A: 1, B: 1, T: 3, G: 4, H: 5 }[own[0]!],
        ])
      })
    }
  })

  it('are of molecules as they lie, and of no other groups', () => {
    // water in the plane yz: the mirror xz exchanges the hydrogens
    const water = {
      elements: ['O', 'H', 'H'],
      positions: [
        [0, 0, 0.12],
        [0, 0.76, -0.48],
        [0, -0.76, -0.48],
      ],
    }
    const { group } = findPointGroup(water)
    expect(parts(tensor(group!, 1))).toEqual(['A1', 'B1', 'B2'])
    const table = characterTable(group!)
    const b1 = mullikenNames(group!)!.indexOf('B1')
    const inPlane = table.representatives.findIndex((g) => {
      const m = tensor(group!, 1).matrix(g)
      return Math.round(m[0]!) === -1 && Math.round(m[4]!) === 1
    })
    // x is B1: the mirror of the molecule's plane changes it
    expect(table.characters[b1]!.re[inPlane]).toBe(-1)
    expect(mullikenNames(symmetric(4))).toBeUndefined()
    expect(() => mullikenNames(3 as never)).toThrow(/finite group/)
  })

  it('are read as representations, of all point groups', () => {
    for (const name of pointGroupNames) {
      const G = pointGroup(name)
      const { characters, representatives } = characterTable(G)
      const names = mullikenNames(G)!
      names.forEach((own, i) => {
        const rep = parseRepresentation(G, own)
        // the real one of a complex pair has both characters
        const copies = names.filter((n) => n === own).length
        representatives.forEach((g, k) => {
          expect(rep.character(g), `${name} ${own}`).toBeCloseTo(copies * characters[i]!.re[k]!, 9)
        })
        // saved by its matrices, which read back to the same
        expect(isSameRepresentation(parseRepresentation(G, rep.text), rep)).toBe(true)
      })
    }
  })

  it('of a large group are found one by one, the same whichever are asked for', () => {
    const [once, again] = [pointGroup('C100v'), pointGroup('C100v')]
    const rep = parseRepresentation(once, 'E7')
    expect(rep.dim).toBe(2)
    const all = irreducibleRepresentations(again).map((r) => r.representation)
    expect(all.some((r) => isSameRepresentation(r, rep))).toBe(true)
  })

  it('stand in sums and products, with primes as they are typed', () => {
    const [G, h] = [pointGroup('Oh'), pointGroup('D3h')]
    expect(parts(parseRepresentation(G, 'A1g + 2*T1u*Eg'))).toEqual(
      parts(parseRepresentation(G, 'T(0)+2*V*Eg')),
    )
    expect(parts(parseRepresentation(h, "A2'' + E'"))).toEqual(['A2″', 'E′'])
    expect(parts(parseRepresentation(h, 'A2" + E’'))).toEqual(['A2″', 'E′'])
    expect(parseRepresentation(pointGroup('T'), 'T*T(2)+T').dim).toBe(30)
  })

  it.each([
    ['Oh', 'T3g', /A1g, A2g, .* not T3g at column 1/],
    ['C2v', 'V+B3', /A1, B1, A2, B2, not B3 at column 3/],
    ['S(4)', 'A1', /A1 names a representation of a point group/],
    ['Oh', 'A1gx', /expected a representation/],
    ['O(3)', 'T1u', /expected a representation/],
  ])('of %s, %s is refused where it stands', (group, text, message) => {
    expect(() => parseRepresentation(parseAnyGroup(group), text)).toThrow(message)
    expect(() => parseRepresentation(parseAnyGroup(group), text)).toThrow(
      expect.objectContaining({ code: 'PARSE_ERROR' }),
    )
  })
})
