import { integerIn, knownOptions, shown, throwIfAborted } from '@buridan/core'
import { disposeNetwork, fromSpec, loadModel, seedOrDrawn } from '@buridan/emlp'
import { type AnyRepresentation, InvalidArgumentError, InvalidFileError, sameGroup } from '@buridan/groups'
import type * as tf from '@tensorflow/tfjs'
import { breakingSetPlacing } from './breaking-sets.js'
import {
  canonicalPlacing,
  emlpNetwork,
  extraOf,
  learnedInputNetwork,
  noisePlacing,
  positionalPlacing,
  strictPlacing,
} from './equivariant-methods.js'
import { matchParameters } from './match-parameters.js'
import { misfitOfMethod, type NetworkKind } from './method-fit.js'
import type { BreakerSettings, SymmetryBreakerOptions } from './options.js'
import { PlacedNetwork } from './placed-network.js'
import type { Placing } from './placing.js'
import { relaxedNetwork, relaxedPlacing } from './relaxed-network.js'
import { type BreakerMethod, breakerMethods, type SymmetryBreaker } from './symmetry-breaker.js'
import { augmentedPlacing, perceptron } from './unconstrained-methods.js'

/** What a placing is made from, for a new model or one that was loaded. */
interface Parts {
  readonly network: tf.LayersModel
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  readonly settings: BreakerSettings
}

interface Method {
  readonly kind: NetworkKind
  /** Whether its network reads a further representation behind the input. */
  readonly readsExtra?: true
  readonly network: (options: SymmetryBreakerOptions) => tf.LayersModel
  readonly placing: (parts: Parts) => Placing
}

const METHODS: Readonly<Record<BreakerMethod, Method>> = {
  strict: {
    kind: 'E-MLP',
    network: (o) => emlpNetwork(o),
    placing: ({ repIn, repOut, settings }) => strictPlacing(repIn, repOut, settings),
  },
  noise: {
    kind: 'E-MLP',
    readsExtra: true,
    network: (o) => emlpNetwork(o, extraOf(o)),
    placing: ({ settings }) => noisePlacing(settings.extra!),
  },
  canonical: {
    kind: 'perceptron',
    network: perceptron,
    placing: ({ repIn, settings }) => canonicalPlacing(repIn, settings),
  },
  'breaking-set': {
    kind: 'E-MLP',
    readsExtra: true,
    network: (o) => emlpNetwork(o, extraOf(o)),
    placing: ({ repIn, settings }) => breakingSetPlacing(repIn, settings.extra!, settings),
  },
  positional: {
    kind: 'E-MLP of a learned vector',
    readsExtra: true,
    network: learnedInputNetwork,
    placing: ({ repIn, settings }) => positionalPlacing(repIn, settings),
  },
  relaxed: {
    kind: 'relaxed E-MLP',
    network: relaxedNetwork,
    placing: ({ repIn, network, settings }) => relaxedPlacing(repIn, network, settings),
  },
  'breaking-input': {
    kind: 'E-MLP of a learned vector',
    readsExtra: true,
    network: learnedInputNetwork,
    placing: ({ repIn, settings }) => canonicalPlacing(repIn, settings),
  },
  augmented: {
    kind: 'perceptron',
    network: perceptron,
    placing: ({ repIn }) => augmentedPlacing(repIn),
  },
}

/**
 * Makes a model of one of the {@link breakerMethods}, all behind one interface, so that they can be compared: same
 * representations, same number of parameters, same training.
 *
 * The inputs of a `strict` model are symmetrized to rounding, P_{G_x} x, and its answers projected by P_{G_x}, the mean of ρ_out over the
 * stabilizer: for an exactly equivariant network both are the identity. In float32 they keep training from amplifying the rounding of
 * layers to answers that no equivariant function has. Where the stabilizer is not known, both are left out.
 *
 * @throws RepresentationMismatchError if the representations are of different groups
 * @throws UnsupportedError | TooLargeError if the method does not reach the group: `relaxed` and `breaking-set` need its subgroups
 * (order up to 2000), `canonical`, `positional` and `breaking-input` what `canonicalize` does
 * @throws InvalidArgumentError if the method or an option is not valid
 * @throws AbortedError if the signal is aborted
 * @remarks As `emlp` for the network, and for `relaxed` and `breaking-set` as `subgroupClasses`.
 *
 * @example
 * ```ts
 * import { symmetryBreaker } from '@buridan/relaxed'
 * import { symmetric, tensor } from '@buridan/groups'
 * const V = tensor(symmetric(12), 1)
 * const options = { repIn: V, repOut: V, hidden: 48, layers: 1, seed: 0 }
 * const [x, y] = [[new Float64Array(12).fill(1)], [Float64Array.from({ length: 12 }, (_, i) => Number(i === 0))]]
 * const model = symmetryBreaker('breaking-input', options)
 * await model.fit(x, y, { epochs: 300, learningRate: 0.03 })
 * console.log(model.outcomes(x[0]!, { tolerance: 0.2 }).count) // → 12n
 * model.dispose()
 * ```
 */
export function symmetryBreaker(method: BreakerMethod, options: SymmetryBreakerOptions): SymmetryBreaker {
  return placedNetwork(method, options)
}

/** {@link symmetryBreaker}, with its network. */
export function placedNetwork(method: BreakerMethod, options: SymmetryBreakerOptions): PlacedNetwork {
  const { network, placing } = methodOf(method)
  const { repIn, repOut, tolerance } = knownOptions(options, OPTIONS, 'symmetryBreaker')
  const { onWarning } = options
  if (onWarning !== undefined && typeof onWarning !== 'function')
    throw new InvalidArgumentError(`onWarning is ${shown(onWarning)}; it must be a function of a message`)
  const seed = seedOrDrawn(options.seed)
  sameGroup(repIn, repOut)
  if (options.extra) sameGroup(repIn, options.extra)
  throwIfAborted(options.signal)
  const matched = matchParameters(method, { ...options, seed })
  throwIfAborted(options.signal)
  const settings: BreakerSettings = { extra: extraOf(options), tolerance, seed }
  const made = network(matched)
  try {
    const placed = placing({ network: made, repIn, repOut, settings })
    return new PlacedNetwork(method, made, repIn, repOut, settings, placed, onWarning)
  } catch (error) {
    disposeNetwork(made)
    throw error
  }
}

/** Those of all methods: what one of them has no use for, another has. */
const OPTIONS = {
  repIn: true,
  repOut: true,
  hidden: true,
  layers: true,
  extra: true,
  tolerance: true,
  seed: true,
  onWarning: true,
  signal: true,
  breakAt: true,
  samples: true,
  breaking: true,
  complete: true,
  parameters: true,
} as const satisfies { readonly [K in keyof Required<SymmetryBreakerOptions>]: true }

function methodOf(method: unknown): Method {
  if (typeof method === 'string' && Object.hasOwn(METHODS, method)) return METHODS[method as BreakerMethod]
  throw new InvalidArgumentError(`method is ${shown(method)}; it must be one of ${breakerMethods.join(', ')}`)
}

/**
 * Loads a model that {@link SymmetryBreaker.save} wrote.
 *
 * @throws InvalidFileError if the file is damaged, cut short, of another kind or of a newer version, or its network is not of its method and
 * representations
 * @remarks As `loadEmlp`.
 *
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { fileSystem } from '@buridan/emlp/node'
 * import { loadSymmetryBreaker, symmetryBreaker } from '@buridan/relaxed'
 * import { cyclic, tensor } from '@buridan/groups'
 * const V = tensor(cyclic(3), 1)
 * const model = symmetryBreaker('relaxed', { repIn: V, repOut: V, hidden: 12, layers: 1, seed: 0 })
 * const folder = await mkdtemp(join(tmpdir(), 'buridan-'))
 * await model.save(fileSystem(folder))
 * console.log((await loadSymmetryBreaker(fileSystem(folder))).method) // → relaxed
 * ```
 */
export async function loadSymmetryBreaker(from: string | tf.io.IOHandler): Promise<PlacedNetwork> {
  const { network, metadata, repIn, repOut } = await loadModel(from, 'symmetry-breaker')
  try {
    const { method, tolerance, seed, extra } = metadata
    const { kind, readsExtra, placing } = methodOf(method)
    const settings: BreakerSettings = {
      seed: integerIn(seed as number, -(2 ** 31), 2 ** 32 - 1, 'seed'),
      ...(tolerance === undefined || tolerance === null ? {} : { tolerance: toleranceOf(tolerance) }),
      ...(extra || readsExtra ? { extra: fromSpec(extra) } : {}),
    }
    const placed = placing({ network, repIn, repOut, settings })
    const beside = readsExtra ? settings.extra : undefined
    const wrong = misfitOfMethod(network, { kind, repIn, repOut, extra: beside, extraDim: placed.extraDim })
    if (wrong !== undefined) throw new InvalidFileError(`it is of the method ${method}, but ${wrong}`)
    return new PlacedNetwork(method as BreakerMethod, network, repIn, repOut, settings, placed)
  } catch (cause) {
    disposeNetwork(network)
    throw new InvalidFileError(
      `the saved model cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
}

function toleranceOf(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value
  throw new InvalidFileError(`its tolerance is ${shown(value)}, not a positive number`)
}
