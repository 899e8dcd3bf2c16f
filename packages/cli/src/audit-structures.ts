import type { AtomsFrame, FrameDataSetOptions } from '@buridan/data'
import type { InvalidFileError } from '@buridan/groups'
import type { PayingSample } from '@buridan/relaxed'

type Vector = readonly [number, number, number]

/** The atoms of a sample, for a drawing. */
export interface SampleStructure {
  /** Its index in the data, from 0. */
  readonly index: number
  readonly name?: string
  /** The number of atoms, even if they are too many to draw. */
  readonly atoms: number
  /** As the file spells them; empty if there are too many atoms to draw. */
  readonly elements: readonly string[]
  /** Å, one for each element. */
  readonly positions: readonly Vector[]
  /** The vectors along which it repeats, Å; empty for molecules. */
  readonly cell: readonly Vector[]
  /** The label if it is a vector: one for the whole, or one for each atom; otherwise empty. */
  readonly vectors: readonly Vector[]
}

/** The most samples drawn, and the most atoms of each. */
const MOST_SAMPLES = 6
const MOST_ATOMS = 300

/** The atoms of the worst samples, for drawings. O(their atoms). */
export function structuresOf(
  frames: readonly (AtomsFrame | InvalidFileError)[],
  worst: readonly PayingSample[],
  { label, out, asMolecule }: FrameDataSetOptions,
): SampleStructure[] {
  return worst.slice(0, MOST_SAMPLES).map(({ index }) => {
    const frame = frames[index] as AtomsFrame
    const atoms = frame.elements.length
    const name = frame.name === undefined ? {} : { name: frame.name }
    if (atoms > MOST_ATOMS) {
      return { index, ...name, atoms, elements: [], positions: [], cell: [], vectors: [] }
    }
    const isVector = out === undefined || out === 'vector' || out === 'axial'
    return {
      index,
      ...name,
      atoms,
      elements: [...frame.elements],
      positions: frame.positions.map(([x, y, z]) => [x, y, z] as const),
      cell: asMolecule ? [] : cellOf(frame),
      vectors: isVector ? vectorsOf(frame, label) : [],
    }
  })
}

/** The vectors along which a frame repeats: all of a cell if the frame does not say. */
function cellOf({ lattice, pbc }: AtomsFrame): Vector[] {
  if (!lattice) return []
  return [0, 1, 2]
    .filter((k) => pbc?.[k] ?? true)
    .map((k) => [lattice[3 * k]!, lattice[3 * k + 1]!, lattice[3 * k + 2]!] as const)
}

/** A label of three numbers, for the whole or for each atom; empty for other labels. */
function vectorsOf({ properties, atomProperties, elements }: AtomsFrame, label: string): Vector[] {
  const whole = properties.get(label)
  const each = whole === undefined ? (atomProperties.get(label) ?? []) : [whole]
  const count = whole === undefined ? elements.length : 1
  if (each.length !== count || each.some((v) => v.length !== 3)) return []
  return each.map(([x, y, z]) => [x!, y!, z!] as const)
}
