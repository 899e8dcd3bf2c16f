import { applyEmlp, type EmlpOptions, emlp } from '@buridan/emlp'
import {
  type AnyRepresentation,
  canonicalize,
  directSum,
  multiplyElements,
  stabilizer,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { SampleSymmetry } from '../fixed/sample-symmetry.js'
import { LearnedVector } from '../layers/learned-vector.js'
import { type BreakerOptions, type BreakerSettings, breakingRepresentation } from './options.js'
import { kept, type Placed, type Placing } from './placing.js'

/** The options of an E-MLP of the input and, where given, of a further representation. */
export function emlpOptions(options: BreakerOptions, extra?: AnyRepresentation): EmlpOptions {
  const { repIn, repOut, hidden, layers, seed, onWarning } = options
  return {
    repIn: extra ? directSum<AnyRepresentation>(repIn, extra) : repIn,
    repOut,
    ...(hidden === undefined ? {} : { hidden }),
    ...(layers === undefined ? {} : { layers }),
    ...(seed === undefined ? {} : { seed }),
    ...(onWarning === undefined ? {} : { onWarning }),
  }
}

/** An E-MLP of the input and, where given, of a further representation. */
export function emlpNetwork(options: BreakerOptions, extra?: AnyRepresentation): tf.LayersModel {
  return emlp(emlpOptions(options, extra)).network
}

/** The representation of what is put beside the input. */
export function extraOf({ repIn, extra }: Pick<BreakerOptions, 'repIn' | 'extra'>): AnyRepresentation {
  return extra ?? breakingRepresentation(repIn.group)
}

/** An E-MLP of the input and a learned vector. */
export function learnedInputNetwork(options: BreakerOptions): tf.LayersModel {
  const extra = extraOf(options)
  const input = tf.input({ shape: [options.repIn.dim] })
  const learned = new LearnedVector({
    dim: extra.dim,
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  })
  const output = applyEmlp(emlpOptions(options, extra), learned.apply(input) as tf.SymbolicTensor)
  return tf.model({ inputs: input, outputs: output })
}

/**
 * The sample symmetrized to rounding, P_{G_x} x, and the answer projected by P_{G_x}: for an exactly equivariant network both are the
 * identity, since φ(x) ∈ Fix(G_x). Layers in float32 are equivariant up to rounding, and weights that are trained for it make that large.
 */
export function strictPlacing(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  { tolerance }: BreakerSettings,
): Placing {
  const symmetry = new SampleSymmetry(repIn, repOut, tolerance)
  const find = kept((x): Placed => {
    const found = symmetry.of(x)
    return found ? { canonical: found.x, projection: found.labels } : { canonical: x }
  })
  return { extraDim: 0, answers: 'orbit', place: (x) => find(x) }
}

/** Fresh standard normal features with every answer. */
export function noisePlacing({ dim }: AnyRepresentation): Placing {
  return {
    extraDim: dim,
    answers: 'random',
    place: (canonical, random) => ({
      canonical,
      extra: Float64Array.from({ length: dim }, () => random.normal()),
    }),
  }
}

/** The sample in its canonical frame c(x). */
export function canonicalPlacing(repIn: AnyRepresentation, { tolerance }: BreakerSettings): Placing {
  const options = tolerance === undefined ? {} : { tolerance }
  const find = kept((x): Placed => {
    const { element, point } = canonicalize(repIn, x, options)
    return { canonical: point, frame: element }
  })
  return { extraDim: 0, answers: 'orbit', place: (x) => find(x) }
}

/**
 * While it trains, the sample in the frame h·c(x) with h drawn from G_x each time; its answers, drawn with h uniform too,
 * are the orbit of one of them.
 */
export function positionalPlacing(repIn: AnyRepresentation, settings: BreakerSettings): Placing {
  const { tolerance } = settings
  const options = tolerance === undefined ? {} : { tolerance }
  const canonical = canonicalPlacing(repIn, settings)
  const symmetry = kept((x) => stabilizer(repIn, x, options))
  return {
    extraDim: 0,
    answers: 'orbit',
    place(x, random, training) {
      const placed = canonical.place(x, random, training)
      if (!training) return placed
      const h = symmetry(x).randomElement(random)
      return { canonical: placed.canonical, frame: multiplyElements(h, placed.frame!) }
    },
  }
}
