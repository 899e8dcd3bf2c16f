import {
  type AnyRepresentation,
  algebraOf,
  type ComplexMatrix,
  discreteGeneratorsOf,
  isLieRepresentation,
  type LieRepresentation,
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
  const still = isLieRepresentation(rep) ? isStillUnderLie(rep, x, out) : isStill(rep, x, out)
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
  const parts = rep.complex ? (['re', 'im'] as const) : (['re'] as const)
  const algebra = algebraOf(rep.group).every((a) =>
    parts.every((part) => {
      rep.applyDerivativeInto(a, part, x, out)
      return out.every((v) => Math.abs(v) <= ROUNDING)
    }),
  )
  if (!algebra) return false
  return discreteGeneratorsOf(rep.group).every((g) => {
    if (rep.complex) return isIdentity(rep.complexMatrix(g))
    rep.applyInto(g, x, 0, out, 0)
    return out.every((v, i) => Math.abs(v - x[i]!) <= ROUNDING)
  })
}

function isIdentity({ n, re, im }: ComplexMatrix): boolean {
  return (
    re.every((v, k) => Math.abs(v - Number(k % (n + 1) === 0)) <= ROUNDING) &&
    (im === undefined || im.every((v) => Math.abs(v) <= ROUNDING))
  )
}
