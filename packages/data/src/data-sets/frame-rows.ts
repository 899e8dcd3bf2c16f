import { type AnyRepresentation, LieGroup, parseRepresentation } from '@buridan/groups'
import { elementOf } from '../elements/symbols.js'
import type { AtomsFrame } from '../frames/atoms-frame.js'
import { rowsOf } from '../rows/rows.js'
import type { DataSet } from './data-set.js'
import type { FrameLabel } from './frame-label.js'
import { centred } from './frame-precision.js'
import type { GroupOnSpace } from './group-on-space.js'
import { repeatingVectors } from './periodicity.js'

/** A constant beside the positions makes all norms nearly equal, so that one relative tolerance is the same in Å for all. */
const SCALE = 1e4

/** The frames with one number of atoms, which repeat in space along as many vectors. */
export interface FrameDataSet extends DataSet {
  /** The factor from a relative distance between inputs to a distance of an atom, in Å. */
  readonly scale: number
  /** Whether the frames repeat in space: inputs then have the cell vectors too, as an `Auditor` that is `periodic` takes them. */
  readonly periodic: boolean
  /** The number of atoms of each frame. */
  readonly atoms: number
}

/** A frame that has the label, and its place among all. */
export interface Labelled {
  readonly frame: AtomsFrame
  readonly index: number
}

/** What the rows of all sets share. */
export interface RowFacts {
  readonly space: GroupOnSpace
  readonly label: FrameLabel
  /** A number for each element. */
  readonly numbers: ReadonlyMap<string, number>
  /** The length, Å, by which elements whose numbers differ by 1 are apart. */
  readonly unit: number
}

/** Frames of n atoms as rows. */
export function setOf(
  list: readonly Labelled[],
  n: number,
  periodic: boolean,
  facts: RowFacts,
): FrameDataSet {
  const { space, label, unit } = facts
  const group = space.withAtoms(n)
  const repIn: AnyRepresentation = parseRepresentation(group, `V_a*V_b+V_b+T(0)${periodic ? '+3*V_a' : ''}`)
  const repOut: AnyRepresentation = parseRepresentation(group, label.text)
  // finite groups compare the root mean square of all atoms, others the largest distance of one
  const share = periodic || space.group instanceof LieGroup ? 1 : Math.sqrt(n)
  return {
    repIn,
    repOut,
    x: rowsOf(list.length, repIn.dim, (i) => encoded(list[i]!.frame, periodic, facts)),
    y: rowsOf(list.length, repOut.dim, (i) => label.read(list[i]!.frame)),
    indices: list.map(({ index }) => index),
    scale: (unit * SCALE) / share,
    periodic,
    atoms: n,
  }
}

/** A number for each element that frames have, in the order of their names. */
export function elementNumbers(frames: readonly AtomsFrame[]): Map<string, number> {
  return new Map(
    [...new Set(frames.flatMap((f) => f.elements.map(elementOf)))].sort().map((e, i) => [e, i + 1]),
  )
}

function encoded(frame: AtomsFrame, periodic: boolean, { numbers, unit }: RowFacts): Float64Array {
  const points = centred(frame)
  // elements of crystals are compared by themselves, and may stay near lengths of any size
  const apart = periodic ? 1 : unit
  return Float64Array.from([
    ...[0, 1, 2].flatMap((c) => points.map((p) => p[c]!)),
    ...frame.elements.map((e) => apart * numbers.get(elementOf(e))!),
    SCALE * unit,
    ...(periodic ? repeatingVectors(frame).flat() : []),
  ])
}
