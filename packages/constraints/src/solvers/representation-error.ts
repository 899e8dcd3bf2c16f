import { compose, type Representation, randomElement, rng } from '@buridan/groups'

/** Products that are tried of a representation that a user wrote. */
const TRIED = 8
/** The largest dimension in which they are. */
const MAX_DIM = 512

/**
 * How far ρ(g)ρ(h) may be from ρ(gh), as a singular value: by the largest entry that it is off by, where errors of entries add up as those
 * of rounding do. 0 for what is made of exact parts.
 */
export function errorOf(rep: Representation): number {
  const written = isWritten(rep) && rep.dim <= MAX_DIM ? errorOfProducts(rep) : 0
  return Math.max(rep.knownTo, written) * Math.sqrt(rep.dim)
}

/** Whether a class of the user's is in it, of which nothing is known. */
function isWritten({ form }: Pick<Representation, 'form'>): boolean {
  return form.kind === 'own' || form.parts.some(isWritten)
}

function errorOfProducts(rep: Representation): number {
  const random = rng(0xe22)
  const n = rep.dim
  let most = 0
  for (let trial = 0; trial < TRIED; trial++) {
    const [g, h] = [randomElement(rep.group, random), randomElement(rep.group, random)]
    const [a, b, both] = [g, h, compose(g, h)].map((x) => rep.matrix(x)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ]
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = -both[i * n + j]!
        for (let k = 0; k < n; k++) sum += a[i * n + k]! * b[k * n + j]!
        most = Math.max(most, Math.abs(sum))
      }
    }
  }
  return most
}
