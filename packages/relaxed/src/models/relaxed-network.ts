import { fixedBasis } from '@buridan/constraints'
import { booleanOf, integerIn, throwIfAborted } from '@buridan/core'
import {
  checkedRows,
  EquivariantBlock,
  EquivariantLinear,
  emlpParameterCount,
  gatedRepresentation,
  hiddenRepresentation,
  nonlinearity,
  seedOrDrawn,
} from '@buridan/emlp'
import {
  InvalidFileError,
  isFiniteRepresentation,
  orbitTypes,
  type Representation,
  sameGroup,
  subgroupClasses,
  trivial,
  UnsupportedError,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { brokenBy, RelaxedLinear } from '../layers/relaxed-linear.js'
import { Stratification } from '../layers/stratification.js'
import { emlpOptions } from './equivariant-methods.js'
import type { BreakerOptions, BreakerSettings, RelaxedOptions } from './options.js'
import { kept, type Placing } from './placing.js'

/** An E-MLP of which one linear layer is relaxed, of canonical inputs and one-hot strata. */
export function relaxedNetwork(options: RelaxedOptions): tf.LayersModel {
  const { layers = 3, breaking = 0.1, complete = true } = options
  booleanOf(complete, 'complete')
  const seed = seedOrDrawn(options.seed)
  const [repIn, repOut] = [finite(options.repIn), finite(options.repOut)]
  sameGroup(repIn, repOut)
  integerIn(layers, 0, 1000, 'layers')
  const breakAt = integerIn(options.breakAt ?? layers, 0, layers, 'breakAt')
  const hidden = finite(hiddenRepresentation(options.repIn, options.hidden, options.repOut))
  const strata = strataToBreak(repIn, options)
  throwIfAborted(options.signal)
  const input = tf.input({ shape: [repIn.dim] })
  const oneHot = tf.input({ shape: [Math.max(1, strata.length)] })
  let x: tf.SymbolicTensor = input
  for (let l = 0; l <= layers; l++) {
    const seedOf = (seed * 7919 + 10 * l) | 0
    const from = l === 0 ? repIn : hidden
    if (l === breakAt) {
      const to = l === layers ? repOut : gatedRepresentation(hidden)
      const relaxed = new RelaxedLinear({ repIn: from, repOut: to, strata, breaking, complete, seed: seedOf })
      const rest = l === layers ? [] : nonlinearity(hidden, (seedOf + 1) | 0)
      x = relaxed.apply([x, oneHot]) as tf.SymbolicTensor
      for (const layer of rest) x = layer.apply(x) as tf.SymbolicTensor
    } else {
      const layer =
        l === layers
          ? new EquivariantLinear({ repIn: from, repOut, seed: seedOf })
          : new EquivariantBlock({ repIn: from, repOut: hidden, seed: seedOf })
      x = layer.apply(x) as tf.SymbolicTensor
    }
  }
  return tf.model({ inputs: [input, oneHot], outputs: x })
}

/** The number of trainable numbers of {@link relaxedNetwork}, without building it: searches for a number ask many times. */
export function relaxedParameterCount(options: RelaxedOptions): number {
  const { layers = 3, complete = true, breakAt = layers, hidden: given } = options
  const [repIn, repOut] = [finite(options.repIn), finite(options.repOut)]
  const hidden = finite(hiddenRepresentation(options.repIn, given, options.repOut))
  const from = breakAt === 0 ? repIn : hidden
  const to = breakAt === layers ? repOut : gatedRepresentation(hidden)
  const { classes } = subgroupClasses(repIn.group)
  const added = strataToBreak(repIn, options).map((index) => {
    const { fixed, under } = brokenBy(repIn.group, classes[index]!, complete)
    const ranks = [from, trivial(repIn.group)].map((rep) => fixedBasis(rep, to, { fixed, under }).rank)
    return ranks.reduce((sum, rank) => sum + rank, 0)
  })
  return added.reduce(
    (sum, count) => sum + count,
    emlpParameterCount(emlpOptions({ ...options, hidden, layers })),
  )
}

function finite(rep: BreakerOptions['repIn']): Representation {
  if (isFiniteRepresentation(rep)) return rep
  throw new UnsupportedError(
    `linear relaxed layers are made for finite groups whose subgroups are listed, not for ${rep.group.name}; use breaking-input`,
  )
}

/** Orbit types to break: those of the samples, or all of ρ_in; never the trivial stabilizer, where there is nothing to break. */
function strataToBreak(repIn: Representation, { samples, tolerance, signal }: RelaxedOptions): number[] {
  if (!samples) {
    const types = orbitTypes(repIn).map((t) => t.subgroupClass)
    return types.filter((c) => c.order > 1).map((c) => c.index)
  }
  const strata = new Stratification(repIn, tolerance)
  const found = checkedRows(samples, repIn, 'samples').map((row) => {
    throwIfAborted(signal)
    return strata.locate(row).classIndex
  })
  return [...new Set(found)].filter((i) => strata.lattice.classes[i]!.order > 1).sort((a, b) => a - b)
}

/** Whether a layer is relaxed, by the name under which TensorFlow.js knows it: also where another copy of the package made it. */
function isRelaxed(layer: tf.layers.Layer): layer is RelaxedLinear {
  return layer.getClassName() === RelaxedLinear.className
}

/** The sample moved to the representative of its orbit type, with a one-hot of which it is. */
export function relaxedPlacing(
  repIn: BreakerOptions['repIn'],
  network: tf.LayersModel,
  { tolerance }: BreakerSettings,
): Placing {
  const layer = network.layers.find(isRelaxed)
  if (!layer) throw new InvalidFileError('the network has no relaxed layer: it is no relaxed E-MLP')
  const { strata, complete } = layer
  const rep = finite(repIn)
  const { classes } = subgroupClasses(rep.group)
  const completed = complete ? strata.filter((s) => classes[s]!.supplement.intersectionOrder > 1) : []
  const located = new Stratification(rep, tolerance, new Set(completed))
  const extraDim = Math.max(1, strata.length)
  const find = kept((x) => {
    const { canonical, t, classIndex } = located.locate(x)
    const extra = new Float64Array(extraDim)
    const s = strata.indexOf(classIndex)
    if (s >= 0) extra[s] = 1
    return { canonical, frame: t.every((v, i) => v === i) ? undefined : t, extra }
  })
  return { extraDim, answers: 'orbit', place: (x) => find(x) }
}
