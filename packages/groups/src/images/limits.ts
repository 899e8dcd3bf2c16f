/** Two values of the table on their own, so that a bundle of the listing alone has only these. */
export const ORDER_WITHOUT_CHOICE = 200_000
export const IMAGES_WITHOUT_CHOICE = 2 ** 36

/**
 * The limits of listing elements, to find images of vectors, their stabilizers and canonical points, and the nearest of some
 * images: one table for all choices between a list and another method. Orders and numbers of images are exact integers.
 *
 * @example
 * ```ts
 * import { LISTING_LIMITS } from '@buridan/groups'
 * console.log(LISTING_LIMITS.order) // → 20000n
 * ```
 */
export const LISTING_LIMITS = Object.freeze({
  /** The largest order of a group that is listed even if there is another method: a vector then takes some 10 ms. */
  order: 20_000n,
  /** Order times dimension, for the images of one vector: 160 MB of numbers that are held for its canonical point. */
  images: 20_000_000n,
  /** Numbers in tables of all ρ(g), for many vectors: 400 MB. */
  tables: 50_000_000n,
  /** A group of at most this times its points has few elements: a pass over them is faster than structures on the points. */
  elementsPerPoint: 4n,
  /** Order times dimension of groups of few elements: images are compared one by one and not stored; some seconds. */
  imagesOfFew: 1_000_000_000n,
  /** The largest order of a group that is listed without another method: a stabilizer then takes about a second. */
  orderWithoutChoice: ORDER_WITHOUT_CHOICE,
  /** Order times dimension without another method: some minutes. */
  imagesWithoutChoice: IMAGES_WITHOUT_CHOICE,
  /** Pairs of points that become edges of a structure: beyond, its graph takes gigabytes. */
  edges: 2 ** 22,
  /** Tuples of three points or more on which a tensor is a structure: each becomes a vertex. */
  tuples: 2 ** 20,
  /** The largest order of a part of a stabilizer that is listed for each prediction, in the innermost loop of a loss. */
  orderOfPart: 2_000n,
  /** Order times dimension for the images that are compared with one vector, where they alone tell the nearest: a tenth of a second. */
  imagesOfPair: 5_000_000n,
  /** Images of a label that are tried for each prediction unless the caller gives another limit. */
  labels: 1_024,
  /** The same for a check, which runs a few times and must be exact. */
  labelsOfCheck: 20_000,
  /** Equally good answers that are searched for a given one. */
  outcomes: 4_096n,
  /** Different images of a label under a stabilizer in space, for their mean. */
  imagesInSpace: 50_000,
})
