import {
  baseRepresentation,
  cyclicPlane,
  dihedralPlane,
  elementsOf,
  type FiniteGroup,
  pointGroup,
  pointGroupNames,
  signedPermutationGroup,
  signedPermutations,
} from '@buridan/groups'
import fc from 'fast-check'
import { allLists, allPermutations } from '../../given/brute-catalogue.js'
import { listed, range } from '../../given/brute-groups.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

type Rows = readonly (readonly number[])[]

const multiply = (a: Rows, b: Rows): number[][] =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, v, k) => sum + v * b[k]![j]!, 0)))
const turnZ = (angle: number, z = 1): Rows => [
  [Math.cos(angle), -Math.sin(angle), 0],
  [Math.sin(angle), Math.cos(angle), 0],
  [0, 0, z],
]
const diagonal = (x: number, y: number, z: number): Rows => [
  [x, 0, 0],
  [0, y, 0],
  [0, 0, z],
]
const determinant = (m: Rows): number =>
  m.length === 1
    ? m[0]![0]!
    : m[0]!.reduce(
        (sum, v, j) =>
          sum + (j % 2 ? -v : v) * determinant(m.slice(1).map((row) => row.filter((_, c) => c !== j))),
        0,
      )
const trace = (m: Rows) => m.reduce((sum, row, i) => sum + row[i]!, 0)

/** Determinants and traces of all elements, sorted: what is the same in any axes. */
const spectrum = (all: readonly Rows[]) =>
  all.map((m) => [Math.round(determinant(m)), trace(m)]).sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!)

/** All matrices of a group on its base space. */
function matricesOf(group: FiniteGroup): number[][][] {
  const rep = baseRepresentation(group)
  const list = elementsOf(group)
  return range(list.order).map((i) => {
    const m = rep.matrix(list.at(i)) as unknown as ArrayLike<number>
    return range(rep.dim).map((r) => range(rep.dim).map((c) => m[r * rep.dim + c]!))
  })
}

/** All elements of an axial group, from its definition. */
function axial(family: string, n: number): Rows[] {
  const turns = range(n).map((k) => turnZ((2 * Math.PI * k) / n))
  const halfTurns = range(n).map((k) => multiply(turns[k]!, diagonal(1, -1, -1)))
  const mirrors = range(n).map((k) => multiply(turns[k]!, diagonal(-1, 1, 1)))
  const flat = (list: readonly Rows[]) => list.map((m) => multiply(m, diagonal(1, 1, -1)))
  switch (family) {
    case 'C':
      return turns
    case 'Cv':
      return [...turns, ...mirrors]
    case 'Ch':
      return [...turns, ...flat(turns)]
    case 'D':
      return [...turns, ...halfTurns]
    case 'Dh':
      return [...turns, ...halfTurns, ...flat(turns), ...flat(halfTurns)]
    case 'S':
      return range(n).map((k) => turnZ((2 * Math.PI * k) / n, k % 2 ? -1 : 1))
    default: {
      const improper = range(n).map((k) => turnZ((Math.PI * (2 * k + 1)) / n, -1))
      return [...turns, ...halfTurns, ...improper, ...improper.map((m) => multiply(m, diagonal(1, -1, -1)))]
    }
  }
}

const SIGNED: Rows[] = allPermutations(3).flatMap((g) =>
  allLists(3, 2).map((bits) => range(3).map((i) => range(3).map((j) => (g[j] === i ? 1 - 2 * bits[j]! : 0)))),
)
const rotations = SIGNED.filter((m) => determinant(m) === 1)
const minus = (m: Rows) => m.map((row) => row.map((v) => -v))
/** Whether a signed permutation keeps the corners of the tetrahedron with an even number of minus signs. */
const keepsTetrahedron = (m: Rows) =>
  [1, 1, 1].map((_, i) => m[i]!.reduce((a, b) => a + b, 0)).reduce((a, b) => a * b) === 1
const tetrahedral = rotations.filter(keepsTetrahedron)
const FIFTH = (2 * Math.PI) / 5
const icosahedral: Rows[] = [
  ...range(1).map(() => diagonal(1, 1, 1)),
  ...range(12).map(() => turnZ(FIFTH)),
  ...range(12).map(() => turnZ(2 * FIFTH)),
  ...range(20).map(() => turnZ((2 * Math.PI) / 3)),
  ...range(15).map(() => turnZ(Math.PI)),
]

const POLYHEDRAL: Readonly<Record<string, readonly Rows[]>> = {
  T: tetrahedral,
  Th: [...tetrahedral, ...tetrahedral.map(minus)],
  O: rotations,
  Td: SIGNED.filter(keepsTetrahedron),
  Oh: SIGNED,
  I: icosahedral,
  Ih: [...icosahedral, ...icosahedral.map(minus)],
  Ci: [diagonal(1, 1, 1), diagonal(-1, -1, -1)],
  Cs: [diagonal(1, 1, 1), diagonal(1, 1, -1)],
}

const axialNames = fc
  .record({
    family: fc.constantFrom('C', 'Cv', 'Ch', 'D', 'Dh', 'Dd', 'S'),
    n: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ family, n }) => `${family[0]}${family === 'S' ? 2 * n : n}${family.slice(1)}`)
const names = fc.oneof(fc.constantFrom(...pointGroupNames), axialNames)
/** The name with its letters in any case. */
const inAnyCase = fc.tuple(names, fc.nat(7)).map(([name, bits]) => ({
  name,
  written: [...name]
    .map((c, i) => ((bits >> Math.min(i, 2)) & 1 ? c.toUpperCase() : c.toLowerCase()))
    .join(''),
}))

function byDefinition(name: string): readonly Rows[] {
  const [, letter, n, suffix] = /^([A-Z])(\d*)([a-z]?)$/.exec(name)!
  return POLYHEDRAL[name] ?? axial(`${letter}${suffix}`, Number(n))
}

export const matrices = [
  relation('pointGroup', 'determinants and traces of all its elements', {
    given: names,
    one: (name) => spectrum(matricesOf(pointGroup(name))),
    other: (name) => spectrum(byDefinition(name)),
    same: closeTo(0, 1e-9),
    cost: 3,
  }),
  relation('pointGroup', 'in capitals and small letters', {
    given: inAnyCase,
    one: ({ written }) => listed(pointGroup(written)),
    other: ({ name }) => listed(pointGroup(name)),
  }),
  relation('cyclicPlane dihedralPlane', 'turns and mirrors of the plane', {
    given: fc.integer({ min: 1, max: 40 }),
    one: (n) => [spectrum(matricesOf(cyclicPlane(n))), spectrum(matricesOf(dihedralPlane(n)))],
    other: (n) => {
      const turns = range(n).map((k) => [1, 2 * Math.cos((2 * Math.PI * k) / n)])
      const mirrors = range(n).map(() => [-1, 0])
      const by = (a: number[], b: number[]) => a[0]! - b[0]! || a[1]! - b[1]!
      return [turns.sort(by), [...mirrors, ...turns].sort(by)]
    },
    same: closeTo(0, 1e-9),
    cost: 2,
  }),
  relation('cyclicPlane dihedralPlane', 'orders for large n', {
    given: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 1000 })),
    one: (n) => [cyclicPlane(n).order, dihedralPlane(n).order],
    other: (n) => [BigInt(n), BigInt(2 * n)],
    cost: 30,
  }),
  relation('signedPermutations', 'all signs and all permutations of axes', {
    given: fc.integer({ min: 1, max: 4 }),
    one: (n) => matricesOf(signedPermutations(n)).map(String).sort(),
    other: (n) =>
      allPermutations(n)
        .flatMap((g) =>
          allLists(n, 2).map((bits) =>
            range(n).map((i) => range(n).map((j) => (g[j] === i ? 1 - 2 * bits[j]! : 0))),
          ),
        )
        .map(String)
        .sort(),
    cost: 2,
  }),
  relation('signedPermutationGroup', 'products of matrices', {
    given: fc.integer({ min: 1, max: 3 }).chain((n) =>
      fc.record({
        n: fc.constant(n),
        generators: fc.array(
          fc.tuple(
            fc.shuffledSubarray(range(n), { minLength: n }),
            fc.array(fc.boolean(), { minLength: n, maxLength: n }),
          ),
          { maxLength: 3 },
        ),
      }),
    ),
    one: ({ n, generators }) => {
      const signed = generators.map(([g, signs]) => g.map((p, i) => (signs[i] ? -1 : 1) * (p + 1)))
      const group = signedPermutationGroup(signed, { dim: n })
      return [matricesOf(group).map(String).sort(), group.order]
    },
    other: ({ n, generators }) => {
      const rows = generators.map(([g, signs]) =>
        range(n).map((i) => range(n).map((j) => (g[j] === i ? (signs[j] ? -1 : 1) : 0))),
      )
      const one = range(n).map((i) => range(n).map((j) => Number(i === j)))
      const found = new Map([[String(one), one]])
      for (const m of found.values()) {
        for (const s of rows) {
          const next = multiply(m, s).map((row) => row.map((v) => v + 0))
          found.set(String(next), next)
        }
      }
      return [[...found.keys()].sort(), BigInt(found.size)]
    },
  }),
]
