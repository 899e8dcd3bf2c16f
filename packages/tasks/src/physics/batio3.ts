import { baseRepresentation, parseRepresentation, pointGroup, trivial } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { meansOf, type Task } from '../task.js'
import { BATIO3 } from '../titles.js'
import { freeEnergy, minimumFreeEnergy } from './batio3-energy.js'
import { freeEnergyTensor } from './batio3-energy-tensor.js'

/** Degrees Celsius in one unit of the network's input. */
export const DEGREES = 50

const TRAINING = { from: -150, to: 200, step: 10 }
const PHASES = [
  { celsius: -120, count: 8, phase: 'rhombohedral ⟨111⟩' },
  { celsius: -30, count: 12, phase: 'orthorhombic ⟨011⟩' },
  { celsius: 60, count: 6, phase: 'tetragonal ⟨001⟩' },
  { celsius: 160, count: 1, phase: 'cubic' },
]

/**
 * The BaTiO₃ task: temperature in (in units of 50 °C), polarization out (C/m²). The loss is the Landau free energy
 * itself, in MJ/m³, and there are no labels. Temperature has no direction, so every input has the stabilizer O_h.
 *
 * @remarks Constant time.
 *
 * @example
 * ```ts
 * import { batio3Task } from '@buridan/tasks'
 * console.log(batio3Task().outcomes.map((o) => o.count)) // → [ 8, 12, 6, 1 ]
 * ```
 */
export function batio3Task(): Task {
  const group = pointGroup('Oh')
  const temperatures: number[] = []
  for (let t = TRAINING.from; t <= TRAINING.to; t += TRAINING.step) temperatures.push(t)
  const test = PHASES.map(({ celsius, phase }) => ({
    label: `${celsius} °C, ${phase}`,
    x: [celsius / DEGREES],
    optimum: minimumFreeEnergy(celsius).energy * 1e-6,
    // Fix(O_h) in ℝ³ is 0, and F(0) = 0
    floor: 0,
    score: (answer: ArrayLike<number>) => freeEnergy(celsius, [answer[0]!, answer[1]!, answer[2]!]) * 1e-6,
  }))
  const means = meansOf(test)
  return {
    ...BATIO3,
    science:
      'Cooling, barium titanate goes from cubic to tetragonal, orthorhombic and rhombohedral: the polarization of least ' +
      'free energy points along 6, 12 or 8 equivalent directions, and the temperature does not say which. Free energy of ' +
      'Li, Cross & Chen, J. Appl. Phys. 98, 064101 (2005).',
    repIn: trivial(group),
    repOut: baseRepresentation(group),
    hidden: parseRepresentation(group, '33*T(0)+5*V'),
    layers: 3,
    relaxation: 'relaxed',
    breakAt: 3,
    epochs: { quick: 2500, full: 8000 },
    learningRate: 0.01,
    clipNorm: 1,
    x: temperatures.map((t) => [t / DEGREES]),
    y: null,
    loss: (polarization, { inputs }) =>
      tf.tidy(() => tf.mean(freeEnergyTensor(tf.mul(inputs, DEGREES), polarization)) as tf.Scalar),
    unit: 'MJ/m³',
    test,
    scoredOn: 'training samples: 4 of the 36 temperatures',
    ...means,
    floorSource: 'the only polarization invariant under O_h is 0, with free energy 0',
    optimumSource: 'direct minimization of the free energy from many starts',
    scale: -means.optimum,
    outcomes: PHASES.map(({ celsius, count, phase }) => ({
      label: `${celsius} °C, ${phase}`,
      x: [celsius / DEGREES],
      count,
    })),
    outcomeOptions: { tolerance: 0.05, negligible: 0.01 },
  }
}
