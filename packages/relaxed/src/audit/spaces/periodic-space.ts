import {
  apply3,
  euclideanDistance,
  euclideanNorm,
  length,
  type Matrix3,
  multiply3,
  transpose3,
  type Vector,
} from '@buridan/core'
import {
  type AnyRepresentation,
  act,
  type Crystal,
  type CrystalPointGroup,
  crystalIsometry,
  fitOrthogonal,
  inverseElement,
  isLieRepresentation,
  isSameRepresentation,
  nearCrystalSymmetries,
  parseRepresentation,
  UnsupportedError,
} from '@buridan/groups'
import { crystalInvariants } from '../../crystals/crystal-invariants.js'
import { CrystalSpace } from '../../crystals/crystal-space.js'
import { PeriodicSample } from '../../crystals/periodic-sample.js'
import { type AuditSpace, type Carriage, IDENTITY, type NearSymmetry } from './audit-space.js'
import { elementsOfCrystal, meanOverCrystal } from './crystal-symmetry.js'
import { isOfSeveralAtoms } from './labels-of-atoms.js'
import { tiltOf, turningNorm } from './lie-invariants.js'
import { wholeMean } from './whole-mean.js'

/** The inputs of crystals: positions, numbers of elements, a constant, three cell vectors. */
const INPUT = 'V_a*V_b+V_b+T(0)+3*V_a'
/** Atoms can be told apart at displacements up to this share of their least distance. */
const APART = 0.45
/** Crystals are compared up to this share of the length whose cube is the volume of an atom; for slabs, whose square is its area. */
const WIDEST = 0.2
/** No turn. */
const IN_PLACE: Matrix3 = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)
/** Coordinates of crystals that are the same to this share are rounded alike. */
const ROUNDING = 64 * Number.EPSILON

/** Crystals and slabs under isometries of space: with their lattice, whatever the cell and the order of the atoms. */
export class PeriodicSpace implements AuditSpace {
  readonly inputDim: number
  readonly labelDim: number
  readonly #space: CrystalSpace

  /** @throws UnsupportedError unless the representations are those of crystals with labels of the whole or of single atoms */
  constructor(
    readonly repIn: AnyRepresentation,
    readonly repOut: AnyRepresentation,
  ) {
    this.#space = new CrystalSpace(repIn.group)
    if (!isSameRepresentation(repIn, parseRepresentation(repIn.group, INPUT))) {
      throw new UnsupportedError(`periodic inputs are in ${INPUT}, not in ${repIn.text.slice(0, 60)}`)
    }
    if (isOfSeveralAtoms(this.#space, repOut)) {
      throw new UnsupportedError(
        `labels of crystals are of the whole or of single atoms; ${repOut.text.slice(0, 60)} is of several atoms at once`,
      )
    }
    this.inputDim = repIn.dim
    this.labelDim = repOut.dim
  }

  #read(x: Float64Array): PeriodicSample {
    return new PeriodicSample(x, this.#space.atoms)
  }

  invariants(x: Float64Array): Float64Array {
    const sample = this.#read(x)
    // distances of neighbours change by twice the displacement of atoms, and with the lattice; 8 covers small changes
    const { at } = crystalInvariants(sample)
    return Float64Array.from(at, (v) => v / 8)
  }

  /** One search for all operations. */
  symmetries(x: Float64Array, radius: number): NearSymmetry[] {
    const sample = this.#read(x)
    const crystal = sample.crystal(sample.room)
    const lattice = sample.lattice(sample.room)
    if (!(radius > 0)) return [IDENTITY]
    const { chain } = nearCrystalSymmetries(crystal, { radius })
    const found = chain
      .filter(({ order, centring }) => order > 1 || centring > 1)
      .map((near): NearSymmetry => {
        const { structure, displacement, symmetry } = near.symmetrized as SymmetrizedCell
        const operations = this.#space.own(
          symmetry.operations,
          lattice,
          3 * Math.max(displacement, ROUNDING * Math.max(...lattice.map(length))),
        )
        // a long vector makes much of a small tilt: a crystal without axes given is turned nearest to where it was
        const turn = this.#space.matrices ? IN_PLACE : fitOrthogonal(structure.lattice, lattice, 1)
        const turned = operations.map((o) => ({
          ...o,
          matrix: multiply3(multiply3(turn, o.matrix), transpose3(turn)),
        }))
        const elements = elementsOfCrystal(this.#space, symmetry, turned)
        return {
          order: BigInt(operations.length),
          name: operations.length === symmetry.order ? symmetry.name : undefined,
          ...movedBy(crystal, structure, turn),
          input: (v) => v,
          label: (y) => meanOverCrystal(this.repOut, elements, y),
        }
      })
    return [IDENTITY, ...found.filter((s) => s.displacement <= radius)]
  }

  /** A crystal has no coordinates in the frame of another: the distance is bounded by the largest distance of an atom or a cell vector. */
  carry(onto: Float64Array, x: Float64Array, radius: number): Carriage | undefined {
    const [own, other] = [this.#read(onto), this.#read(x)]
    const room = Math.max(own.room, other.room)
    const { proper, matrices } = this.#space
    // beyond this atoms cannot be told apart
    const most = APART * Math.min(nearestOf(own), nearestOf(other))
    const found = crystalIsometry(own.crystal(room), other.crystal(room), {
      tolerance: Math.min(radius, most),
      proper,
      ...(matrices ? { matrices } : {}),
    })
    if (!found) return undefined
    const back = inverseElement(this.#space.element(found.matrix, found.images))
    return {
      distance: found.deviation * Math.sqrt(this.#space.atoms + 3),
      displacement: found.deviation,
      input: undefined,
      label: (y) => Float64Array.from(act(this.repOut, back, y)),
    }
  }

  get cost(): number {
    return 5e6
  }

  get isMetric(): boolean {
    return true
  }

  get points(): number {
    return this.#space.atoms + 3
  }

  tilt(x: Float64Array, error: number, y: Float64Array): number {
    const { repIn, repOut } = this
    if (!(isLieRepresentation(repIn) && isLieRepresentation(repOut))) return 0
    return tiltOf(turningNorm(repIn, x), error, turningNorm(repOut, y))
  }

  /** The norm of the positions and the cell vectors. */
  extent(x: Float64Array): number {
    return isLieRepresentation(this.repIn) ? turningNorm(this.repIn, x) : euclideanNorm(x)
  }

  reach(x: Float64Array): number {
    const sample = this.#read(x)
    return WIDEST * (sample.measure / this.#space.atoms) ** (1 / sample.dimensions)
  }

  mean(y: Float64Array): Float64Array {
    return wholeMean(this.repIn, this.repOut, y)
  }
}

/** The least distance of two atoms; for very flat cells, in which it is not computed, the length for the volume or area of an atom. */
function nearestOf(sample: PeriodicSample): number {
  const [share, , least] = crystalInvariants(sample).at
  return least! > 0 ? least! : share!
}

/** A crystal moved onto its symmetry. */
interface SymmetrizedCell {
  readonly structure: { readonly lattice: readonly Vector[]; readonly positions: readonly Vector[] }
  readonly displacement: number
  readonly symmetry: CrystalPointGroup
}

/**
 * How far a crystal is moved, the other one turned: its cell vectors, and its atoms within the cell, whichever images of them are given, but
 * for a translation of all. All together, and the furthest.
 */
function movedBy(
  from: Crystal,
  to: SymmetrizedCell['structure'],
  turn: Matrix3,
): { readonly distance: number; readonly displacement: number } {
  const atoms = from.positions.map((p, i) => {
    const q = to.positions[i]!
    return inSpace(from, [p[0]! - q[0], p[1]! - q[1], p[2]! - q[2]])
  })
  const mean = [0, 1, 2].map((c) => atoms.reduce((sum, v) => sum + v[c]!, 0) / atoms.length)
  const lengths = [
    ...from.lattice.map((v, k) => euclideanDistance(v, apply3(turn, to.lattice[k]!))),
    ...atoms.map((v) => euclideanDistance(v, mean)),
  ]
  return { distance: euclideanNorm(lengths), displacement: Math.max(...lengths) }
}

/** A vector with these fractions of the cell vectors. */
function inSpace({ lattice }: Crystal, fractions: readonly number[]): number[] {
  return [0, 1, 2].map((k) => [0, 1, 2].reduce((sum, v) => sum + fractions[v]! * lattice[v]![k]!, 0))
}
