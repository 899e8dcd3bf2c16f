/** Two of the table by themselves, so that a bundle of the listing alone has these only. */
export const ORDER_WITHOUT_CHOICE = 200_000
export const IMAGES_WITHOUT_CHOICE = 2 ** 36

/**
 * What may be listed, and how much of it, to find images of vectors, their stabilizers and canonical points, and the nearest of some
 * images: one table for all that decide between a list and another method. Orders and numbers of images are exact integers.
 *
 * @example
 * ```ts
 * import { LISTING_LIMITS } from '@buridan/groups'
 * console.log(LISTING_LIMITS.order) // → 20000n
 * ```
 */
export const LISTING_LIMITS = Object.freeze({
  /** The order of a group that is listed although there may be another method: a vector then takes some 10 ms. */
  order: 20_000n,
  /** Order times dimension, for the images of one vector: 160 MB of numbers that are held for its canonical point. */
  images: 20_000_000n,
  /** Numbers in tables of all ρ(g), for many vectors: 400 MB. */
  tables: 50_000_000n,
  /** A group of at most this times its points has few elements: going through them is faster than structures on the points. */
  elementsPerPoint: 4n,
  /** Order times dimension of groups of few elements: images are compared one by one, none is held; some seconds. */
  imagesOfFew: 1_000_000_000n,
  /** The order of a group that is listed where there is no other method: a stabilizer then takes about a second. */
  orderWithoutChoice: ORDER_WITHOUT_CHOICE,
  /** Order times dimension where there is no other method: some minutes. */
  imagesWithoutChoice: IMAGES_WITHOUT_CHOICE,
  /** Pairs of points that become edges of a structure: beyond, its graph takes gigabytes. */
  edges: 2 ** 22,
  /** Tuples of three points or more on which a tensor is a structure: each becomes a vertex. */
  tuples: 2 ** 20,
  /** The order of a part of a stabilizer that is gone through for each prediction, in the innermost loop of a loss. */
  orderOfPart: 2_000n,
  /** Images of a label that are gone through for each prediction unless the caller says otherwise. */
  labels: 1_024,
  /** The same for a check, which asks a few times and must be exact. */
  labelsOfCheck: 20_000,
  /** Equally good answers that are gone through to find one among them. */
  outcomes: 4_096n,
  /** Different images of a label under a stabilizer in space, for their mean. */
  imagesInSpace: 50_000,
})
