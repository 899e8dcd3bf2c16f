import { shown } from '@buridan/core'
import { type AnyRepresentation, RepresentationMismatchError, representationOf } from '@buridan/groups'
import type * as tf from '@tensorflow/tfjs'

/**
 * Refuses a network that does not take rows in ρ_in to rows in ρ_out: it would be trained on what it misreads.
 *
 * @throws RepresentationMismatchError if it has several inputs or outputs, or one of another shape than [batch, dim]
 */
export function expectNetworkShapes(
  network: tf.LayersModel,
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
): void {
  expectShape(network.inputs, 'takes', repIn, 'repIn')
  expectShape(network.outputs, 'gives', repOut, 'repOut')
}

/** A free axis may be of any length. */
function expectShape(
  tensors: readonly tf.SymbolicTensor[],
  does: string,
  rep: AnyRepresentation,
  what: string,
): void {
  representationOf(rep, what)
  const shapes = tensors.map((t) => t.shape)
  const [one] = shapes
  if (shapes.length === 1 && one?.length === 2 && (one[1] === null || one[1] === rep.dim)) return
  throw new RepresentationMismatchError(
    `the network ${does} ${shapes.map(shown).join(' and ') || 'nothing'}; for the ${what} ${rep.text} it must be [batch, ${rep.dim}]`,
  )
}
