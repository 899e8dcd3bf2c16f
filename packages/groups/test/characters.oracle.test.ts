import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTurn } from '../../../conformance/in-turn.js'
import { conformanceRows } from '../../../conformance/read.js'
import {
  alternatingPower,
  characterTable,
  compose,
  cosetRepresentation,
  elementsOf,
  type FiniteGroup,
  InvalidArgumentError,
  induce,
  irreducibleRepresentations,
  isotypicDecomposition,
  parseGroup,
  permutationGroup,
  pointwiseStabilizer,
  type Representation,
  randomElement,
  realCharacters,
  regular,
  restrict,
  rng,
  subgroup,
  subgroupClasses,
  symmetricPower,
  TooLargeError,
  tensor,
} from '../src/index.js'

interface Row {
  name: string
  degree: number
  generators: number[][]
  conjugacyClasses: number
  complexIrrepDegrees: number[]
  frobeniusSchur: number[]
  realIrrepDims: number[]
  multiplicitiesInPermutationRep: number[]
  invariantsOfTensorPower0to5: number[]
}

const ascending = (a: readonly number[]) => [...a].sort((x, y) => x - y)
const fixedPoints = (g: Uint32Array) => g.reduce((n, image, p) => n + Number(image === p), 0)

describe('characters against GAP', () => {
  it.each(conformanceRows<Row>('characters.jsonl'))('$name', (row) => {
    const group = permutationGroup(row.generators, { degree: row.degree })
    const table = characterTable(group)
    const fixed = table.representatives.map(fixedPoints)
    expect(table.characters.length).toBe(row.conjugacyClasses)
    expect(ascending(table.characters.map((c) => c.degree))).toEqual(row.complexIrrepDegrees)
    expect(ascending(table.characters.map((c) => c.frobeniusSchur))).toEqual(row.frobeniusSchur)
    expect(ascending(realCharacters(group).map((c) => c.dim))).toEqual(row.realIrrepDims)
    expect(ascending(table.multiplicities(fixed))).toEqual(row.multiplicitiesInPermutationRep)
    const invariants = row.invariantsOfTensorPower0to5.map(
      (_, k) => table.multiplicities(fixed.map((f) => f ** k))[0],
    )
    expect(invariants).toEqual(row.invariantsOfTensorPower0to5)
    const irreps = irreducibleRepresentations(group)
    expect(ascending(irreps.map((r) => r.representation.dim))).toEqual(row.realIrrepDims)
  })
})

const groups = fc
  .constantFrom(
    'S(4)',
    'A(4)',
    'Z(6)',
    'Dih(5)',
    'Q8',
    'Dic(3)',
    'PSL(2,5)',
    'AGL(1,5)',
    'AGL(1,8)',
    'Z(2) wr Z(3)',
    'C4v',
    'Td',
    'S(3)xZ(3)',
    'Z(4)xZ(6)',
  )
  .map(parseGroup)
const randomGroups = fc.integer({ min: 2, max: 6 }).chain((n) =>
  fc
    .array(fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n }), {
      minLength: 1,
      maxLength: 2,
    })
    .map((g) => permutationGroup(g, { degree: n })),
)

/** ⟨χ, ψ⟩ over the classes. */
function inner(group: FiniteGroup, a: number, b: number): [number, number] {
  const { characters, classSizes } = characterTable(group)
  const [x, y] = [characters[a]!, characters[b]!]
  let [re, im] = [0, 0]
  classSizes.forEach((size, c) => {
    re += size * (x.re[c]! * y.re[c]! + x.im[c]! * y.im[c]!)
    im += size * (x.im[c]! * y.re[c]! - x.re[c]! * y.im[c]!)
  })
  return [re / Number(group.order), im / Number(group.order)]
}

describe('character tables', () => {
  it('are orthogonal, in rows and columns, and their degrees divide the order', () => {
    fc.assert(
      fc.property(fc.oneof(groups, randomGroups), (group) => {
        const { characters, classSizes } = characterTable(group)
        characters.forEach((a, i) => {
          expect(group.order % BigInt(a.degree)).toBe(0n)
          characters.forEach((_, j) => {
            const [re, im] = inner(group, i, j)
            expect(Math.abs(re - Number(i === j)) + Math.abs(im)).toBeLessThan(1e-9)
          })
        })
        classSizes.forEach((size, c) => {
          const sum = characters.reduce((s, x) => s + x.re[c]! ** 2 + x.im[c]! ** 2, 0)
          expect(Math.abs(sum - Number(group.order) / size)).toBeLessThan(1e-8)
        })
        // the number of involutions and 1 is Σ ν χ(1)
        const list = elementsOf(group)
        let squareRoots = 0
        for (let i = 0; i < list.order; i++)
          if (list.at(i).every((v, p) => list.at(i)[v] === p)) squareRoots++
        expect(characters.reduce((s, x) => s + x.frobeniusSchur * x.degree, 0)).toBe(squareRoots)
      }),
      { numRuns: 60, seed: 21 },
    )
  })

  it.runIf(isTurn(1))(
    'have the types and conjugates of large abelian groups, whose residues have squares above 2⁵³',
    () => {
      // characters of Z(m) × Z(n) are products; those of order at most 2 are real
      for (const [name, real] of [
        ['Z(88)xZ(90)', 4],
        ['Z(75)xZ(77)', 1],
      ].slice(process.env.NIGHTLY ? 0 : 1) as [string, number][]) {
        const { characters } = characterTable(parseGroup(name))
        expect(characters.filter((c) => c.frobeniusSchur === 1).length).toBe(real)
        expect(characters.filter((c) => c.frobeniusSchur === 0).length).toBe(characters.length - real)
        const wrong = characters.filter(
          (c, i) =>
            characters[c.conjugate]!.conjugate !== i || (c.conjugate === i) !== (c.frobeniusSchur === 1),
        )
        expect(wrong).toEqual([])
      }
    },
  )

  it.runIf(isTurn(2))('are refused where they would not fit, before anything is allocated', () => {
    expect(() => characterTable(parseGroup('Z(100)xZ(105)'))).toThrow(TooLargeError)
    expect(() => characterTable(parseGroup('Dih(3000)'))).toThrow(TooLargeError)
  })

  it('give multiplicities only of values that float64 holds exactly enough', () => {
    const table = characterTable(parseGroup('S(4)'))
    const fixed = table.representatives.map(fixedPoints)
    // ⟨f^k, 1⟩ of the permutation character is (4^k + 6·2^k + 8) / 24
    expect(table.multiplicities(fixed.map((f) => f ** 20))[0]).toBe((4 ** 20 + 6 * 2 ** 20 + 8) / 24)
    expect(() => table.multiplicities(fixed.map((f) => f ** 30))).toThrow(InvalidArgumentError)
  })

  it('of abelian groups are all homomorphisms to the circle, whatever the generators', () => {
    const turn = (k: number) => Array.from({ length: 12 }, (_, i) => (i + k) % 12)
    const both = (a: number[], b: number[]) => [...a, ...b.map((i) => i + a.length)]
    const groups = [
      permutationGroup([turn(4), turn(6), turn(3)]),
      permutationGroup([both(turn(2), turn(3)), both(turn(4), turn(0)), both(turn(0), turn(8))]),
      parseGroup('Z(4)xZ(6)xZ(2)'),
      parseGroup('Z(1)'),
    ]
    for (const group of groups) {
      const { characters, classes } = characterTable(group)
      const { list, classOf } = classes
      expect(new Set(characters.map((c) => `${[...c.re]} ${[...c.im]}`)).size).toBe(Number(group.order))
      for (const { re, im } of characters) {
        for (let x = 0; x < list.order; x++) {
          for (const g of group.generators) {
            const [a, b] = [classOf[x]!, classOf[list.indexOf(g)]!]
            const c = classOf[list.indexOf(compose(list.at(x), g))]!
            expect(Math.abs(re[a]! * re[b]! - im[a]! * im[b]! - re[c]!)).toBeLessThan(1e-12)
            expect(Math.abs(re[a]! * im[b]! + im[a]! * re[b]! - im[c]!)).toBeLessThan(1e-12)
          }
        }
      }
    }
  })

  it('know quaternionic, complex and real types', () => {
    const types = (text: string) =>
      irreducibleRepresentations(parseGroup(text)).map((r) => `${r.representation.dim}${r.type[0]}`)
    expect(types('Q8')).toEqual(['1r', '1r', '1r', '1r', '4q'])
    expect(types('Z(5)')).toEqual(['1r', '2c', '2c'])
    expect(types('Dih(5)')).toEqual(['1r', '1r', '2r', '2r'])
    expect(types('Dic(3)')).toEqual(['1r', '1r', '2c', '2r', '4q'])
  })
})

function blockDiagonalError(rep: Representation, seed: number): number {
  const { components, basis } = isotypicDecomposition(rep)
  const n = rep.dim
  const g = randomElement(rep.group, rng(seed))
  const M = rep.matrix(g)
  let worst = 0
  const at = (m: Float64Array, i: number, j: number) => m[i * n + j]!
  const blocks = new Float64Array(n * n)
  for (const { irrep, multiplicity, offset } of components) {
    const d = irrep.representation.dim
    const D = irrep.representation.matrix(g)
    for (let c = 0; c < multiplicity; c++) {
      for (let i = 0; i < d; i++)
        for (let j = 0; j < d; j++) blocks[(offset + c * d + i) * n + offset + c * d + j] = D[i * d + j]!
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let [left, right, orthogonal] = [0, 0, 0]
      for (let k = 0; k < n; k++) {
        left += at(M, i, k) * at(basis, k, j)
        right += at(basis, i, k) * at(blocks, k, j)
        orthogonal += at(basis, k, i) * at(basis, k, j)
      }
      worst = Math.max(worst, Math.abs(left - right), Math.abs(orthogonal - Number(i === j)))
    }
  }
  return worst
}

describe('representations taken apart', () => {
  it('become block diagonal in an orthogonal basis, copies alike', () => {
    fc.assert(
      fc.property(groups, fc.constantFrom(1, 2), fc.nat(1000), (group, p, seed) => {
        if (group.base.kind === 'product') return
        expect(blockDiagonalError(tensor(group, p), seed)).toBeLessThan(1e-9)
      }),
      { numRuns: 40, seed: 22 },
    )
  })

  it('the regular representation has each irreducible one dim / dim End times', () => {
    fc.assert(
      fc.property(groups, (group) => {
        if (group.order > 60n) return
        for (const { irrep, multiplicity } of isotypicDecomposition(regular(group)).components) {
          expect(multiplicity).toBe(irrep.representation.dim / irrep.endomorphismDim)
        }
      }),
      { numRuns: 15, seed: 23 },
    )
  })
})

describe('induced, quotient and power representations', () => {
  const homomorphism = (rep: Representation, seed: number) => {
    const random = rng(seed)
    const [g, h] = [randomElement(rep.group, random), randomElement(rep.group, random)]
    const x = new Float64Array(rep.dim).map(() => random.normal())
    const [y, z, w] = [0, 1, 2].map(() => new Float64Array(rep.dim))
    rep.applyInto(h, x, 0, y!, 0)
    rep.applyInto(g, y!, 0, z!, 0)
    rep.applyInto(
      g.map((_, i) => g[h[i]!]!),
      x,
      0,
      w!,
      0,
    )
    z!.forEach((v, i) => {
      expect(Math.abs(v - w![i]!)).toBeLessThan(1e-9)
    })
    const trace = rep.matrix(g).reduce((s, v, e) => s + (e % (rep.dim + 1) === 0 ? v : 0), 0)
    expect(Math.abs(trace - rep.character(g))).toBeLessThan(1e-9)
    if (rep.isMonomial) {
      const { image, sign } = rep.monomial(g)
      rep.applyInto(g, x, 0, y!, 0)
      image.forEach((i, j) => {
        expect(Math.abs(y![i]! - sign[j]! * x[j]!)).toBeLessThan(1e-12)
      })
    }
  }

  it('are representations with the character they say', () => {
    fc.assert(
      fc.property(groups, fc.nat(1000), fc.nat(), (group, seed, pick) => {
        if (group.base.kind === 'product') return
        const V = tensor(group, 1)
        const { classes } = subgroupClasses(group)
        const h = classes[pick % classes.length]!.representative.group
        const reps = [induce(group, restrict(V, h)), cosetRepresentation(group, h)]
        if (V.dim <= 8) reps.push(symmetricPower(V, 2), symmetricPower(V, 3), alternatingPower(V, 2))
        for (const rep of reps) if (rep.dim <= 400) homomorphism(rep, seed)
      }),
      { numRuns: 40, seed: 24 },
    )
  })

  it('Frobenius reciprocity: ⟨Ind 1, χ⟩ is the dimension of the invariants of H', () => {
    fc.assert(
      fc.property(groups, fc.nat(), (group, pick) => {
        const table = characterTable(group)
        const { classes } = subgroupClasses(group)
        const h = classes[pick % classes.length]!.representative
        const rep = cosetRepresentation(group, h.group)
        const multiplicities = table.multiplicities(table.representatives.map((g) => rep.character(g)))
        const { list, classOf } = table.classes
        table.characters.forEach((x, k) => {
          const invariants = Array.from(h.members).reduce(
            (s, i) => s + x.re[classOf[list.indexOf(h.list.at(i))]!]!,
            0,
          )
          expect(multiplicities[k]).toBe(Math.round(invariants / h.order) + 0)
        })
      }),
      { numRuns: 40, seed: 25 },
    )
  })

  it('dimensions are binomial coefficients, and the top alternating power is the determinant', () => {
    const G = parseGroup('Oh')
    const V = tensor(G, 1)
    expect([symmetricPower(V, 2).dim, symmetricPower(V, 3).dim, alternatingPower(V, 2).dim]).toEqual([
      6, 10, 3,
    ])
    const list = elementsOf(G)
    const det = alternatingPower(V, 3)
    let improper = 0
    for (let i = 0; i < list.order; i++) if (det.character(list.at(i)) === -1) improper++
    expect(improper).toBe(24)
    expect(() => cosetRepresentation(subgroup(G, []), pointwiseStabilizer(G, [0]))).toThrow(/no subgroup/)
  })
})
