import {
  type AnyRepresentation,
  algebraOf,
  discreteGeneratorsOf,
  LieRepresentation,
  rng,
} from '@buridan/groups'

/** Entries that are rounding, for generic vectors of unit variance. */
const ROUNDING = 1e-9

const known = new WeakMap<AnyRepresentation, boolean>()

/**
 * Whether every element of the group acts as 1: generators fix a generic vector, and the Lie algebra takes it to 0. By what the
 * group does, and not by the dimension: signs and determinants are of dimension one and not trivial. O(generators · cost of ρ).
 */
export function isTrivial(rep: AnyRepresentation): boolean {
  const found = known.get(rep)
  if (found !== undefined) return found
  const random = rng(0x7a1)
  const x = new Float64Array(rep.dim).map(() => random.normal())
  const out = new Float64Array(rep.dim)
  const still = rep instanceof LieRepresentation ? isStillUnderLie(rep, x, out) : isStill(rep, x, out)
  known.set(rep, still)
  return still
}

function isStill(rep: Exclude<AnyRepresentation, LieRepresentation>, x: Float64Array, out: Float64Array) {
  return rep.group.generators.every((g) => {
    rep.applyInto(g, x, 0, out, 0)
    return out.every((v, i) => Math.abs(v - x[i]!) <= ROUNDING)
  })
}

function isStillUnderLie(rep: LieRepresentation, x: Float64Array, out: Float64Array): boolean {
  const algebra = algebraOf(rep.group).every((a) => {
    rep.applyDerivativeInto(a, 're', x, out)
    return out.every((v) => Math.abs(v) <= ROUNDING)
  })
  return (
    algebra &&
    discreteGeneratorsOf(rep.group).every((g) => {
      rep.applyInto(g, x, 0, out, 0)
      return out.every((v, i) => Math.abs(v - x[i]!) <= ROUNDING)
    })
  )
}
