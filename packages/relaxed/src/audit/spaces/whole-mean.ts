import {
  type AnyRepresentation,
  isLieRepresentation,
  type Representation,
  stabilizer,
  TooLargeError,
  UnsupportedError,
} from '@buridan/groups'
import { stabilizerMean } from '../stabilizer-mean.js'
import { meanOverGroup } from './mean-over-group.js'

/**
 * The mean of a label over the whole group; 0, which is fixed too, where the mean is not known: it only serves as the origin of the size of
 * labels.
 */
export function wholeMean(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
  y: Float64Array,
): Float64Array {
  try {
    if (isLieRepresentation(repIn) && isLieRepresentation(repOut)) {
      // the stabilizer of 0 is the whole group
      return stabilizerMean(repOut, stabilizer(repIn, new Float64Array(repIn.dim)), y)
    }
    const finite = repOut as Representation
    return meanOverGroup(finite, finite.group)(y)
  } catch (error) {
    if (error instanceof UnsupportedError || error instanceof TooLargeError) return new Float64Array(y.length)
    throw error
  }
}
