import type { GroupElement } from '../representation/any-group.js'

/** A canonical point of an orbit, and the element that takes it to the given point. */
export interface Canonical<E extends GroupElement = GroupElement> {
  /** c(x), with x = ρ(c(x)) · point. Points x and gx of one orbit get c(gx) ∈ g G_x c(x). */
  readonly element: E
  /** ρ(c(x))⁻¹ x: the same for all points of the orbit, to the tolerance. */
  readonly point: Float64Array
}
