import type { Representation } from '../representation/representation.js'
import { IMAGES_WITHOUT_CHOICE, LISTING_LIMITS, ORDER_WITHOUT_CHOICE } from './limits.js'

/** Whether the images of a vector under all elements are listed even if there is another method. */
export function canListImages({ group: { order }, dim }: Representation): boolean {
  return order <= LISTING_LIMITS.order && order * BigInt(dim) <= LISTING_LIMITS.images
}

/** Whether tables of all ρ(g) of some representations of one group are made, for many vectors. */
export function canTabulate(reps: readonly Representation[]): boolean {
  const order = reps[0]!.group.order
  const width = reps.reduce((sum, { dim, isMonomial }) => sum + (isMonomial ? dim : dim * dim), 0)
  return order <= LISTING_LIMITS.order && order * BigInt(width) <= LISTING_LIMITS.tables
}

/** Whether a group has so few elements for its points that listing them beats a structure on the points. */
export function isListedFaster({ group: { order, degree }, dim }: Representation): boolean {
  return (
    order <= LISTING_LIMITS.elementsPerPoint * BigInt(degree) &&
    order * BigInt(dim) <= LISTING_LIMITS.imagesOfFew
  )
}

/** The largest order that is listed without another method. */
export function orderWithoutChoice(dim: number): number {
  return Math.min(ORDER_WITHOUT_CHOICE, Math.floor(IMAGES_WITHOUT_CHOICE / dim))
}
