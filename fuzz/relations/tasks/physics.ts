import { act, randomElement, rng } from '@buridan/groups'
import {
  batio3Task,
  freeEnergy,
  freeEnergyTensor,
  minimumFreeEnergy,
  spinGroundState,
  spinsTask,
} from '@buridan/tasks'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { atMost, closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

type Vector = readonly [number, number, number]
const component = fc.oneof(
  fc.integer({ min: -50, max: 50 }).map((v) => v / 100),
  fc.constantFrom(0, 0.26, -0.26, 1),
)
const polarization = fc.tuple(component, component, component)
const celsius = fc.oneof(fc.integer({ min: -200, max: 250 }), fc.constantFrom(115, 0, -90))
/** An element of O_h: an order of the axes and their signs. */
const signed = fc.tuple(
  fc.constantFrom([0, 1, 2], [1, 0, 2], [2, 1, 0], [0, 2, 1], [1, 2, 0], [2, 0, 1]),
  fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(1, -1))),
)

/** The polynomial as Li, Cross & Chen print it. */
function landau(t: number, p: Vector): number {
  const sums = (f: (a: number, b: number, c: number) => number) => f(p[0] ** 2, p[1] ** 2, p[2] ** 2)
  return (
    4.124e5 * (t - 115) * sums((a, b, c) => a + b + c) -
    2.097e8 * sums((a, b, c) => a ** 2 + b ** 2 + c ** 2) +
    7.974e8 * sums((a, b, c) => a * b + b * c + c * a) +
    1.294e9 * sums((a, b, c) => a ** 3 + b ** 3 + c ** 3) -
    1.95e9 * sums((a, b, c) => a ** 2 * (b + c) + b ** 2 * (c + a) + c ** 2 * (a + b)) -
    2.5e9 * sums((a, b, c) => a * b * c) +
    3.863e10 * sums((a, b, c) => a ** 4 + b ** 4 + c ** 4) +
    2.529e10 * sums((a, b, c) => a ** 3 * (b + c) + b ** 3 * (c + a) + c ** 3 * (a + b)) +
    1.637e10 * sums((a, b, c) => a ** 2 * b ** 2 + b ** 2 * c ** 2 + c ** 2 * a ** 2) +
    1.367e10 * sums((a, b, c) => a ** 2 * b * c + b ** 2 * c * a + c ** 2 * a * b)
  )
}

/** The least energy on a grid of one octant, on finer ones around its best place and the best of the line of each phase. */
function leastOnGrid(t: number): number {
  const axis = Array.from({ length: 12 }, (_, i) => i / 20)
  const places = axis.flatMap((x) => axis.flatMap((y) => axis.map((z): Vector => [x, y, z])))
  // where two phases are nearly alike, the best place of one may hide the other
  const lines = [1, 2, 3].map((count) => axis.map((v): Vector => [v, count > 1 ? v : 0, count > 2 ? v : 0]))
  return Math.min(0, ...[places, ...lines].map((list) => leastAround(t, least(t, list), 0.05)))
}

const least = (t: number, list: readonly Vector[]): Vector =>
  list.reduce((p, q) => (landau(t, q) < landau(t, p) ? q : p))

function leastAround(t: number, start: Vector, width: number): number {
  const steps = [-2, -1, 0, 1, 2]
  let at = start
  for (let step = width / 2; step > 1e-6; step /= 2) {
    const centre = at
    const near_ = steps.flatMap((i) =>
      steps.flatMap((j) =>
        steps.map((k): Vector => [centre[0] + i * step, centre[1] + j * step, centre[2] + k * step]),
      ),
    )
    at = least(t, near_)
  }
  return landau(t, at)
}

/** The energy of a site by all pairs of the torus. */
function energyOf(side: number, j1: number, j2: number, spin: (r: number, c: number) => number): number {
  let sum = 0
  for (let r = 0; r < side; r++) {
    for (let c = 0; c < side; c++) {
      const at = (dr: number, dc: number) => spin((r + dr + side) % side, (c + dc + side) % side)
      sum += at(0, 0) * (j1 * (at(0, 1) + at(1, 0)) + j2 * (at(1, 1) + at(1, -1)))
    }
  }
  return sum / side ** 2
}

const couplings = fc.record({
  j1: fc.constantFrom(0, 1, -1, 0.7),
  j2: fc.constantFrom(0, 0.5, 1, -0.3, 0.49),
})
const batio3 = batio3Task()

export const physics = [
  relation('freeEnergy', 'the polynomial as it is printed, axes exchanged and turned round', {
    given: fc.record({ celsius, polarization, signed }),
    one: ({ celsius: t, polarization: p, signed: [axes, signs] }) =>
      freeEnergy(t, axes.map((a, i) => signs[i]! * p[a]!) as unknown as Vector),
    other: ({ celsius: t, polarization: p }) => landau(t, p),
    // a sum of terms of all signs
    same: closeTo(1e-9, 1e-3),
  }),
  relation('freeEnergyTensor', 'row by row in float64', {
    given: fc.array(fc.tuple(celsius, polarization), { minLength: 1, maxLength: 4 }),
    one: (rows) =>
      tf.tidy(() =>
        Array.from(
          freeEnergyTensor(
            tf.tensor2d(rows.map(([t]) => [t])),
            tf.tensor2d(rows.map(([, p]) => [...p])),
          ).dataSync(),
        ),
      ),
    other: (rows) => rows.map(([t, p]) => freeEnergy(t, p) * 1e-6),
    same: closeTo(1e-4, 1e-3),
    cost: 3,
  }),
  relation('minimumFreeEnergy', 'a grid, finer and finer', {
    given: celsius,
    one: (t) => {
      const { energy, polarization: p } = minimumFreeEnergy(t)
      return [energy, landau(t, p as Vector)]
    },
    other: (t) => {
      const least = leastOnGrid(t)
      return [least, least]
    },
    same: closeTo(1e-6, 1),
    cost: 20,
  }),
  relation('minimumFreeEnergy', 'the least at any polarization', {
    given: fc.record({ celsius, list: fc.array(polarization, { minLength: 1, maxLength: 50 }) }),
    one: ({ celsius: t }) => minimumFreeEnergy(t).energy,
    other: ({ celsius: t, list }) => Math.min(0, ...list.map((p) => landau(t, p))),
    same: atMost(1e-9, 1e-3),
    cost: 12,
  }),
  relation('batio3Task', 'its scores and its loss by the printed polynomial', {
    given: fc.record({ at: fc.nat(3), polarization, signed }),
    one: ({ at, polarization: p, signed: [axes, signs] }) => {
      const check = batio3.test[at]!
      const moved = axes.map((a, i) => signs[i]! * p[a]!)
      const loss = tf.tidy(() => {
        const batch = { inputs: tf.tensor2d([[...check.x]]), indices: [0], progress: 0 }
        return (batio3.loss(tf.tensor2d([moved]), batch as never) as tf.Scalar).dataSync()[0]!
      })
      return [check.score(moved), loss, check.floor, check.optimum]
    },
    other: ({ at, polarization: p }) => {
      const t = batio3.test[at]!.x[0]! * 50
      const energy = landau(t, p) * 1e-6
      return [energy, energy, 0, leastOnGrid(t) * 1e-6]
    },
    same: closeTo(1e-4, 1e-3),
    cost: 20,
  }),
  relation('spinGroundState', 'all configurations of the torus of three', {
    given: couplings,
    one: ({ j1, j2 }) => spinGroundState(3, j1, j2).energy,
    other: ({ j1, j2 }) =>
      Math.min(
        ...Array.from({ length: 512 }, (_, s) =>
          energyOf(3, j1, j2, (r, c) => ((s >> (3 * r + c)) & 1 ? 1 : -1)),
        ),
      ),
    same: closeTo(1e-9, 1e-12),
    cost: 3,
  }),
  relation('spinGroundState', 'the energy of its spins, and of others', {
    given: fc.record({
      side: fc.integer({ min: 3, max: 6 }),
      couplings,
      trial: fc.array(fc.constantFrom(1, -1), { minLength: 36, maxLength: 36 }),
      unit: fc.constantFrom(1, 1e-3, 100),
    }),
    one: ({ side, couplings: { j1, j2 }, trial, unit }) => {
      const { energy, spins } = spinGroundState(side, j1 * unit, j2 * unit)
      const known = [
        (r: number, c: number) => ((r + c) % 2 === 0 ? 1 : -1),
        (r: number) => (r % 2 === 0 ? 1 : -1),
        () => 1,
        (r: number, c: number) => trial[r * side + c]!,
      ]
      const isLeast = known.every((f) => energyOf(side, j1, j2, f) >= energy / unit - 1e-9)
      return [energy / unit, isLeast, spins.length, energyOf(side, j1, j2, (r, c) => spins[r * side + c]!)]
    },
    other: ({ side, couplings: { j1, j2 } }) => {
      const { energy } = spinGroundState(side, j1, j2)
      return [energy, true, side ** 2, energy]
    },
    same: closeTo(1e-9, 1e-12),
    cost: 15,
  }),
  relation('spinsTask', 'energies by all pairs of the torus; moved and turned over', {
    given: fc.record({
      at: fc.nat(7),
      spins: fc.array(fc.constantFrom(20, -20, 0, 0.5, -1), { minLength: 16, maxLength: 16 }),
      seed: fc.nat(1e5),
    }),
    one: ({ at, spins, seed }) => {
      const task = spinsTask({ side: 4 })
      const g = randomElement(task.repOut.group, rng(seed))
      const check = task.test[at]!
      return [check.score(act(task.repOut, g, spins)), check.optimum]
    },
    other: ({ at, spins }) => {
      const ratio = (spinsTask({ side: 4 }).test[at]!.x[0]! + 1) / 2
      const energy = energyOf(4, 1, ratio, (r, c) => Math.tanh(spins[4 * r + c]!))
      return [energy, spinGroundState(4, 1, ratio).energy]
    },
    same: closeTo(1e-9, 1e-12),
    cost: 60,
  }),
]
