// Inputs that lie on and about the symmetries that a group has, and near one another.
import { type AnyRepresentation, act, type Rng, uniformElement } from '@buridan/groups'
import { closure, type Matrices, norm, normals, type Vector } from './equivariant-maps.js'

/** Inputs on and near symmetries and near one another, at distances from a power of a tenth to 1, turned. */
export function inputsNear(of: Matrices, random: Rng, samples: number, powers = 12): Vector[] {
  const { repIn } = of
  const bases: Vector[] = []
  const list: Vector[] = []
  for (let k = 0; k < samples; k++) {
    let x: Vector = normals(repIn.dim, random)
    if (random.int(2) === 0) {
      const some = closure(
        of,
        [random.int(of.inputs.length), random.int(of.inputs.length)].slice(random.int(2)),
      )
      x = of.mean(of.inputs, some, x)
      // where only 0 is kept, what is left is rounding
      if (norm(x) < 1e-9) x = new Float64Array(x.length)
    }
    if (bases.length > 0 && random.int(2) === 0) x = bases[random.int(bases.length)]!.slice()
    bases.push(x)
    const off = random.int(3) === 0 ? 0 : 10 ** (-powers * random.float())
    const step = normals(repIn.dim, random)
    const size = norm(step)
    const moved = x.map((v, i) => v + (off * step[i]!) / size)
    list.push(of.input(random.int(of.inputs.length), moved))
  }
  return list
}

/** Molecules of n points on, near and far from symmetric ones, turned and shuffled. */
export function molecules(rep: AnyRepresentation, n: number, random: Rng, samples: number): Vector[] {
  const list: Vector[] = []
  const bases: Vector[] = []
  for (let k = 0; k < samples; k++) {
    let base: Vector =
      bases.length > 0 && random.int(2) === 0 ? bases[random.int(bases.length)]! : molecule(n, random)
    bases.push(base)
    if (random.int(3) > 0) {
      const off = 10 ** (-12 * random.float())
      const step = normals(3 * n, random)
      base = base.map((v, i) => (i < 3 * n ? v + (off * step[i]!) / norm(step) : v))
    }
    list.push(Float64Array.from(act(rep, uniformElement(rep.group, random), base)))
  }
  return list
}

/** A ring of points about an axis that may have more on it, or points anywhere. */
function molecule(n: number, random: Rng): Vector {
  const ring = 2 + random.int(n - 1)
  const [radius, height] = [0.8 + random.float(), 0.5 * random.int(2)]
  const points = Array.from({ length: n }, (_, i) => {
    if (random.int(8) === 0) return [random.normal(), random.normal(), 1 + random.normal()]
    const angle = (2 * Math.PI * i) / ring
    return i < ring
      ? [radius * Math.cos(angle), radius * Math.sin(angle), height]
      : [0, 0, height + 1.1 * (i - ring + 1)]
  })
  const elements = points.map((_, i) => (i < ring ? 10 : 20))
  return Float64Array.from([...[0, 1, 2].flatMap((c) => points.map((p) => p[c]!)), ...elements])
}
