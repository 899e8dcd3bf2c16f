import { audit } from '@buridan/relaxed'
import fc from 'fast-check'
import { squared } from '../../given/audited.js'
import {
  type Atoms,
  byAxis,
  type Copy,
  copies,
  dipole,
  forces,
  inputOf,
  MOLECULES,
  matrixOf,
  moved,
  rounded,
  shuffled,
  spaceReps,
} from '../../given/in-space.js'
import { apply } from '../../given/matrices.js'
import { symmetriesOf } from '../../given/symmetries.js'
import { relation } from '../../harness/relation.js'
import { asFar, facts, figuresOf } from './audit.js'

/** Some samples of one molecule, noisy or not, with labels as they come. */
const labelled = fc.constantFrom(...MOLECULES).chain((atoms) =>
  fc.record({
    atoms: fc.constant(atoms),
    samples: fc.array(
      fc.record({
        copy: copies(atoms.points.length),
        label: fc.array(fc.constantFrom(0, 1, -1, 0.5), {
          minLength: 3 * atoms.points.length,
          maxLength: 3 * atoms.points.length,
        }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
)

const copyOf = ({ points, kinds }: Atoms, copy: Copy): Atoms => ({
  points: moved(copy, points),
  kinds: shuffled(copy.order, kinds),
})

const vectors = (flat: readonly number[]) =>
  Array.from({ length: flat.length / 3 }, (_, i) => flat.slice(3 * i, 3 * i + 3))

/** A molecule's copies, rounded, and a precision that rounding cannot reach. */
const manyCopies = fc.constantFrom(...MOLECULES).chain((atoms) =>
  fc.record({
    atoms: fc.constant(atoms),
    copies: fc.array(copies(atoms.points.length), { minLength: 2, maxLength: 4 }),
    digits: fc.constantFrom(4, 6, 8, 10, 15),
    coarser: fc.constantFrom(10, 100, 1e4),
  }),
)

export const space = [
  relation('audit', 'samples in space: every symmetry written out, and the best answer for all', {
    given: labelled,
    one: ({ atoms, samples }) => {
      const x = samples.map(({ copy }) => inputOf(copyOf(atoms, copy)))
      const y = samples.map(({ copy, label }) => byAxis(moved(copy, vectors(label))))
      return figuresOf(audit({ x, y, ...spaceReps(atoms.points.length, 'V_a*V_b') }))
    },
    other: ({ atoms, samples }) => {
      const n = samples.length
      const symmetries = symmetriesOf(atoms)
      const fixed = samples.map(({ label }) => symmetries.mean(vectors(label)))
      const best = fixed[0]!.map((p, i) => p.map((_, c) => fixed.reduce((sum, f) => sum + f[i]![c]!, 0) / n))
      const price = samples.reduce((sum, { label }, i) => sum + squared(label, fixed[i]!.flat()), 0) / n
      const disagreement = fixed.reduce((sum, f) => sum + squared(f.flat(), best.flat()), 0) / n
      const symmetric = symmetries.order > 1 ? n : 0
      return { samples: n, symmetric, orbits: 1, price, strictFloor: price + disagreement, disagreement }
    },
    same: asFar,
    cost: 60,
  }),
  relation('audit', 'samples in space, each turned and shuffled by its own', {
    given: fc.constantFrom(...MOLECULES).chain((atoms) =>
      fc.record({
        atoms: fc.constant(atoms),
        list: fc.array(copies(atoms.points.length), { minLength: 1, maxLength: 4 }),
      }),
    ),
    one: ({ atoms, list }) => {
      const { price, orbitTypes } = audit({
        x: [inputOf(atoms)],
        y: [[...byAxis(forces(atoms).map((f, i) => (i === 0 ? [1, 0.5, 0.2] : f))), ...dipole(atoms), 3]],
        ...spaceReps(atoms.points.length, 'V_a*V_b+V_a+T(0)'),
      })
      return [price, 0, orbitTypes[0]!.stabilizerOrder, list.length]
    },
    other: ({ atoms, list }) => {
      const rows = list.map((copy) => {
        const own = forces(atoms).map((f, i) => (i === 0 ? [1, 0.5, 0.2] : f))
        return [...byAxis(moved(copy, own)), ...apply(matrixOf(copy.turn), dipole(atoms)), 3]
      })
      const { price, disagreement, orbitTypes } = audit({
        x: list.map((copy) => inputOf(copyOf(atoms, copy))),
        y: rows,
        ...spaceReps(atoms.points.length, 'V_a*V_b+V_a+T(0)'),
      })
      return [price, disagreement, orbitTypes[0]!.stabilizerOrder, orbitTypes[0]!.samples]
    },
    same: asFar,
    cost: 60,
  }),
  relation('audit', 'copies that are turned, shuffled and rounded', {
    given: manyCopies,
    one: ({ atoms, copies: list, digits, coarser }) => {
      const size = Math.max(...atoms.points.map((p) => Math.hypot(...p)))
      const inputPrecision = Math.min(0.01 * size, coarser * 10 ** -digits)
      const x = list.map((copy) => {
        const { points, kinds } = copyOf(atoms, copy)
        return inputOf({ points: rounded(digits, points), kinds })
      })
      const y = list.map((copy) => byAxis(moved(copy, forces(atoms))))
      const { orbits, samples, disagreement } = audit({
        x,
        y,
        ...spaceReps(atoms.points.length, 'V_a*V_b'),
        inputPrecision,
      })
      return [orbits, samples, disagreement < 1e-12 + (100 * 10 ** -digits) ** 2]
    },
    other: ({ copies: list }) => [1, list.length, true],
    cost: 60,
    mayRefuse: ['AMBIGUOUS_TOLERANCE'],
  }),
  relation('audit', 'forces and dipoles of noisy molecules in space', {
    given: fc.constantFrom(...MOLECULES).chain((atoms) =>
      fc.record({
        atoms: fc.constant(atoms),
        noise: fc.constantFrom(0, 1e-12, 1e-9, 1e-3, 0.1),
        samples: fc.array(
          fc.record({
            copy: copies(atoms.points.length),
            kick: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 18, maxLength: 18 }),
          }),
          { minLength: 1, maxLength: 3 },
        ),
      }),
    ),
    one: ({ atoms, noise, samples }) => {
      const list = samples.map(({ copy, kick }): Atoms => {
        const { points, kinds } = copyOf(atoms, copy)
        return { points: points.map((p, i) => p.map((v, c) => v + noise * (kick[3 * i + c]! / 9))), kinds }
      })
      const report = audit({
        x: list.map(inputOf),
        y: list.map((m) => [...byAxis(forces(m)), ...dipole(m)]),
        ...spaceReps(atoms.points.length, 'V_a*V_b+V_a'),
      })
      return [report.strictFloor < 1e-9, /break|disagree/.test(facts(report).verdict)]
    },
    other: () => [true, false],
    cost: 60,
  }),
  relation('audit', 'scans of a bond and of a pyramid, at any tolerance', {
    given: fc.record({
      pyramid: fc.boolean(),
      from: fc.integer({ min: -8, max: 8 }).map((k) => k / 10),
      step: fc.constantFrom(1e-4, 1e-3, 0.01, 0.05),
      tolerance: fc.constantFrom(1e-3, 0.01, 0.1, 0.3),
    }),
    one: ({ pyramid, from, step, tolerance }) => {
      const scan = [0, 1, 2, 3].map((k) =>
        pyramid ? ammonia(from + k * step) : chloride(1.3 + from + k * step),
      )
      const { strictFloor, labelVariance, advice } = audit({
        x: scan.map(inputOf),
        y: scan.map(dipole),
        ...spaceReps(scan[0]!.points.length, 'V_a'),
        tolerance,
      })
      return [strictFloor <= 1e-6 * labelVariance, /break|disagree|no model|hangs/.test(advice)]
    },
    other: () => [true, false],
    cost: 40,
  }),
]

const chloride = (length: number): Atoms => ({
  points: [
    [0, 0, 0],
    [0, 0, length],
  ],
  kinds: [17, 1],
})

const ammonia = (height: number): Atoms => ({
  points: [
    [0, 0, height],
    ...[0, 1, 2].map((k) => [Math.cos(k * 2.0943951023931953), Math.sin(k * 2.0943951023931953), 0]),
  ],
  kinds: [7, 1, 1, 1],
})
