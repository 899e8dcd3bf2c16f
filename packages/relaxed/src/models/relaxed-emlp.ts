import { placedNetwork } from './make.js'
import type { RelaxedOptions } from './options.js'
import type { PlacedNetwork } from './placed-network.js'

/**
 * Makes a relaxed-equivariant multilayer perceptron: for all g and x there is h ∈ G_x with φ(gx) = g h φ(x). One linear layer of an
 * E-MLP is relaxed and gets the stabilizer of the network's input; later layers are equivariant functions of broken features,
 * earlier ones of the input, so the whole is relaxed equivariant (docs/mathematics.md, “Relaxed equivariance”). Stabilizers that
 * no linear layer can break are broken by canonical frames, unless `complete` is false.
 *
 * @throws RepresentationMismatchError if the representations are of different groups
 * @throws UnsupportedError for groups that are not finite, TooLargeError above order 2000: use `symmetryBreaker('breaking-input', …)`
 * @throws InvalidArgumentError if an option is not valid
 * @remarks As `emlp` for the network, and as `subgroupClasses`.
 *
 * @example
 * ```ts
 * import { relaxedEmlp } from '@buridan/relaxed'
 * import { dihedral, tensor } from '@buridan/groups'
 * const rep = tensor(dihedral(4), 1)
 * const model = relaxedEmlp({ repIn: rep, repOut: rep, hidden: 16, layers: 1, seed: 0 })
 * const losses = await model.fit([[1, 1, 1, 1]], [[1, 0, 0, 0]], { epochs: 150, learningRate: 0.03 })
 * console.log(losses.at(-1)! < 1e-3) // → true
 * console.log(model.outcomes([1, 1, 1, 1], { tolerance: 0.05 }).count) // → 4n
 * console.log(model.predict([[1, 1, 1, 1]]).length, model.sample([1, 1, 1, 1], { count: 8, seed: 0 }).length) // → 1 8
 * model.dispose()
 * ```
 */
export function relaxedEmlp(options: RelaxedOptions): PlacedNetwork {
  return placedNetwork('relaxed', options)
}
