import { cycle, euclideanNorm, identityPermutation, type Permutation } from '@buridan/core'
import {
  AmbiguousToleranceError,
  type AnyRepresentation,
  act,
  type CrystalOperation,
  type CrystalPointGroup,
  crystalIsometry,
  crystalPointGroup,
  type GroupElement,
  inverseElement,
  isSameRepresentation,
  parseRepresentation,
  rng,
  UnsupportedError,
} from '@buridan/groups'
import { orbitMeans } from '../core/orbit-means.js'
import { type CrystalInvariants, crystalInvariants, heights } from '../crystals/crystal-invariants.js'
import { CrystalSpace } from '../crystals/crystal-space.js'
import { PeriodicSample } from '../crystals/periodic-sample.js'
import { InvariantCells } from './invariant-cells.js'
import type { LocatedSample, OrbitLocator } from './located-sample.js'

/** The inputs of crystals: positions, numbers of elements, a constant, three cell vectors. */
const INPUT = 'V_a*V_b+V_b+T(0)+3*V_a'

/** The symmetry of a sample: what a label is averaged over. */
interface Symmetry {
  readonly elements: readonly GroupElement[]
  /** Exchanges of atoms that translations take to each other. */
  readonly exchanges: readonly GroupElement[]
  readonly centring: number
  readonly deviation: number
}

interface Representative {
  readonly sample: PeriodicSample
  readonly symmetry: Symmetry
}

/** Samples of one data set, the last of which is kept: it is located to several tolerances. */
export class PeriodicSamples {
  readonly space: CrystalSpace
  #x: Float64Array | undefined
  #last: { readonly sample: PeriodicSample; readonly invariants: CrystalInvariants } | undefined

  /** @throws UnsupportedError unless the representations are those of crystals with labels of the whole or of single atoms */
  constructor(
    repIn: AnyRepresentation,
    readonly repOut: AnyRepresentation,
  ) {
    this.space = new CrystalSpace(repIn.group)
    if (!isSameRepresentation(repIn, parseRepresentation(repIn.group, INPUT))) {
      throw new UnsupportedError(`periodic inputs are in ${INPUT}, not in ${repIn.text.slice(0, 60)}`)
    }
    if (isOfSeveralAtoms(this.space, repOut)) {
      throw new UnsupportedError(
        `labels of crystals are of the whole or of single atoms; ${repOut.text.slice(0, 60)} is of several atoms at once`,
      )
    }
  }

  read(x: Float64Array) {
    if (this.#x !== x || !this.#last) {
      this.#x = undefined
      const sample = new PeriodicSample(x, this.space.atoms)
      this.#last = { sample, invariants: crystalInvariants(sample) }
      this.#x = x
    }
    return this.#last
  }
}

/** Crystals and slabs under isometries of space: with their lattice, whatever the cell and the order of the atoms. */
export class CrystalLocator implements OrbitLocator {
  readonly #representatives: Representative[] = []
  readonly #cells = new InvariantCells()
  #last: { readonly at: readonly number[]; readonly own: Representative } | undefined

  constructor(
    readonly samples: PeriodicSamples,
    readonly tolerance: number,
  ) {}

  locate(x: Float64Array, y: Float64Array): LocatedSample {
    const { space } = this.samples
    const constant = Math.abs(x[4 * space.atoms]!)
    const tolerance = this.tolerance * constant
    const { sample, invariants } = this.samples.read(x)
    const found = crystalPointGroup(sample.crystal(sample.room), { tolerance })
    // a copy may be off by the tolerance, and so may what it is a copy of
    const same = 2 * tolerance
    const lattice = sample.lattice(sample.room)
    const strain = 3 * found.centring * heights(lattice).reduce((sum, h) => sum + same / h, 0)
    for (const orbit of this.#cells.near(invariants.at, invariants.slack(same, strain))) {
      const own = this.#representatives[orbit]!
      const room = Math.max(sample.room, own.sample.room)
      const isometry = crystalIsometry(own.sample.crystal(room), sample.crystal(room), {
        tolerance: same,
        proper: space.proper,
        ...(space.matrices ? { matrices: space.matrices } : {}),
      })
      if (!isometry) continue
      if (isometry.centring !== own.symmetry.centring) {
        throw new AmbiguousToleranceError(
          'within the tolerance its cell holds several smaller ones, and within half of it not as many',
        )
      }
      const element = space.element(isometry.matrix, isometry.images)
      const z = act(this.samples.repOut, inverseElement(element), y)
      return this.#placed(
        orbit,
        own.symmetry,
        z,
        Math.max(own.symmetry.deviation, isometry.deviation),
        constant,
      )
    }
    const operations = space.own(found.operations, lattice, 3 * tolerance)
    const own = { sample, symmetry: symmetryOf(space, found, operations) }
    this.#last = { at: invariants.at, own }
    return this.#placed(this.#representatives.length, own.symmetry, y, found.deviation, constant)
  }

  #placed(
    orbit: number,
    symmetry: Symmetry,
    z: Float64Array,
    deviation: number,
    constant: number,
  ): LocatedSample {
    const fixed = meanOver(this.samples.repOut, symmetry, z)
    const price = z.reduce((sum, v, i) => sum + (v - fixed[i]!) ** 2, 0)
    return {
      orbit,
      stabilizerOrder: BigInt(symmetry.elements.length),
      fixed,
      price,
      deviation: deviation / constant,
    }
  }

  keep(): void {
    const { at, own } = this.#last!
    this.#cells.add(at, this.#representatives.length)
    this.#representatives.push(own)
  }
}

function symmetryOf(
  space: CrystalSpace,
  found: CrystalPointGroup,
  operations: readonly CrystalOperation[],
): Symmetry {
  const { translates, primitiveAtoms, centring, deviation } = found
  const classes: number[][] = primitiveAtoms.map(() => [])
  translates.forEach((k, atom) => {
    classes[k]!.push(atom)
  })
  const one = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)
  const n = space.atoms
  return {
    // atoms of a class go in turn to those of another: labels that are averaged over classes do not tell in which
    elements: operations.map(({ matrix, images }) => {
      const to: Permutation = new Uint32Array(n)
      classes.forEach((list, k) => {
        list.forEach((atom, j) => {
          to[atom] = classes[images[k]!]![j]!
        })
      })
      return space.element(matrix, to)
    }),
    exchanges: classes.filter((list) => list.length > 1).map((list) => space.element(one, cycle(n, list))),
    centring,
    deviation,
  }
}

/** The mean of a label over translations, and then over the operations. */
function meanOver(rep: AnyRepresentation, { elements, exchanges }: Symmetry, z: Float64Array): Float64Array {
  let start = z
  if (exchanges.length > 0) {
    const places = Float64Array.from(z, (_, i) => i)
    start = orbitMeans(
      exchanges.map((g) => ({ image: Uint32Array.from(act(rep, g, places), Math.round) })),
      z,
    )
  }
  if (elements.length === 1) return start
  const sum = new Float64Array(z.length)
  for (const g of elements) {
    act(rep, g, start).forEach((v, i) => {
      sum[i]! += v
    })
  }
  return sum.map((v) => v / elements.length)
}

/**
 * Whether labels belong to two atoms or more at once: only then is a part left under all exchanges of three atoms that an odd
 * one turns into its negative.
 */
function isOfSeveralAtoms(space: CrystalSpace, rep: AnyRepresentation): boolean {
  const n = space.atoms
  if (n < 3 || rep.dim === 0) return false
  const random = rng(0x5eed)
  const y = Float64Array.from({ length: rep.dim }, () => random.normal())
  const one = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)
  const sum = new Float64Array(rep.dim)
  for (const [a, b, c, sign] of ORDERS) {
    const g = identityPermutation(n)
    g.set([a, b, c])
    act(rep, space.element(one, g), y).forEach((v, i) => {
      sum[i]! += sign * v
    })
  }
  return euclideanNorm(sum) > 1e-9 * euclideanNorm(y)
}

/** All orders of three, with their signs. */
const ORDERS = [
  [0, 1, 2, 1],
  [1, 2, 0, 1],
  [2, 0, 1, 1],
  [1, 0, 2, -1],
  [0, 2, 1, -1],
  [2, 1, 0, -1],
] as const
