import { booleanOf, integerIn, knownOptions } from '@buridan/core'
import { type AnyRepresentation, InvalidFileError, UnsupportedError } from '@buridan/groups'
import { type FrameDataSetOptions, frameDataSets, type SkippedFrame } from '../data-sets/frame-data-sets.js'
import type { FramePrecision } from '../data-sets/frame-precision.js'
import type { FrameDataSet } from '../data-sets/frame-rows.js'
import { framesOfFiles } from '../frames/frame-files.js'
import { readFrameFiles } from './files-in.js'

/** Options of {@link readDataset}. */
export interface ReadDatasetOptions extends FrameDataSetOptions {
  /** The number of atoms of the frames that are wanted, where files hold frames of several. */
  readonly atoms?: number
  /**
   * Whether periodic frames are wanted, with their cells, rather than molecules. Without it they are refused: rows are then compared as
   * what repeats in space only by what takes `periodic` on, such as `audit`.
   */
  readonly periodic?: boolean
}

/** A data set in memory, with what `audit` takes beside its rows. */
export interface ReadDataset {
  /** Inputs, as wide as `repIn`. */
  readonly x: readonly Float64Array[]
  /** Labels, as wide as `repOut`. */
  readonly y: readonly Float64Array[]
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  /** Whether inputs repeat in space. */
  readonly periodic: boolean
  /** The relative distance within which two inputs are one, by the digits of the files or as it was given. */
  readonly tolerance: number
  /** The distance of inputs is the largest of an atom. */
  readonly metric: 'largest'
  /** An asymmetry of labels below it is none, root mean square. */
  readonly labelPrecision: number
  /** The place of each row among all frames, from 0. */
  readonly indices: readonly number[]
  /** Frames that could not be used, each with the reason. */
  readonly skipped: readonly SkippedFrame[]
  readonly precision: FramePrecision
  /** The factor from a relative distance between inputs to a distance of an atom, in Å. */
  readonly scale: number
}

/**
 * Reads a data set of files of atoms: frames of one number of atoms as rows with their representations, see `frameDataSets` of
 * `@buridan/data`, from files and folders as `framesOfFiles` takes them, unpacked if they are packed by gzip.
 *
 * @param paths - a file or a folder, or several
 * @throws TooLargeError for a file of more than 512 MiB, packed or unpacked
 * @throws InvalidFileError for a file that cannot be read, no frame with the label, or none of the number of atoms
 * @throws UnsupportedError if the frames that are wanted are of several numbers of atoms, with these: give `atoms`
 * @throws What `frameDataSets` throws
 * @remarks O(numbers of all frames), in memory.
 *
 * @example
 * ```ts
 * import { mkdtemp, writeFile } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { readDataset } from '@buridan/data/node'
 * const file = join(await mkdtemp(join(tmpdir(), 'atoms-')), 'molecules.extxyz')
 * await writeFile(file, '2\nProperties=species:S:1:pos:R:3:forces:R:3\nN 0 0 0 0 0 0.10\nN 0 0 1.098 0 0 -0.10\n')
 * const { x, y, repIn, repOut, precision } = await readDataset(file, { group: 'O(3)', label: 'forces' })
 * console.log(x.length, repIn.dim, repOut.dim, y[0]) // → 1 9 6 Float64Array(6) [ 0, 0, 0, 0, 0.1, -0.1 ]
 * console.log(precision.position.toFixed(5), precision.label.toFixed(4)) // → 0.00087 0.0122
 * ```
 */
export async function readDataset(
  paths: string | readonly string[],
  options: ReadDatasetOptions,
): Promise<ReadDataset> {
  const {
    atoms,
    periodic = false,
    ...rest
  } = knownOptions(
    options,
    { atoms: true, periodic: true, group: true, label: true, out: true, tolerance: true, asMolecule: true },
    'readDataset',
  )
  if (atoms !== undefined) integerIn(atoms, 1, 1e6, 'atoms')
  booleanOf(periodic, 'periodic')

  const frames = framesOfFiles(await readFrameFiles(typeof paths === 'string' ? [paths] : paths))
  const { sets, skipped, precision } = frameDataSets(frames, rest)
  const { x, y, repIn, repOut, indices, scale } = theOne(sets, atoms, periodic)
  return {
    x: Array.from({ length: x.rows }, (_, i) => x.row(i)),
    y: Array.from({ length: y.rows }, (_, i) => y.row(i)),
    repIn,
    repOut,
    periodic,
    tolerance: precision.tolerance / scale,
    metric: 'largest',
    labelPrecision: precision.labelPrecision,
    indices,
    skipped,
    precision,
    scale,
  }
}

/** The set of the frames that are wanted. */
function theOne(sets: readonly FrameDataSet[], atoms: number | undefined, periodic: boolean): FrameDataSet {
  const wanted = sets.filter((set) => atoms === undefined || atomsOf(set) === atoms)
  const alike = wanted.filter((set) => set.periodic === periodic)
  const [first, second] = alike
  if (first && !second && (atoms !== undefined || alike.length === wanted.length)) return first
  const found = sets.map(described).slice(0, 20).join(', ')
  if (!first && wanted.length > 0) {
    throw new UnsupportedError(
      periodic
        ? `no frame that is wanted is periodic: there are ${found}`
        : `there are ${found}; give periodic: true for those that are periodic`,
    )
  }
  if (!first) throw new InvalidFileError(`no frame has ${atoms} atoms: there are ${found}`)
  throw new UnsupportedError(
    `there are ${found}; rows are of one number of atoms, of molecules, slabs or crystals alone: give atoms, and periodic`,
  )
}

function described(set: FrameDataSet): string {
  const [count, atoms] = [set.indices.length, atomsOf(set)]
  const frames = `${set.periodic ? 'periodic ' : ''}frame${count === 1 ? '' : 's'}`
  return `${count} ${frames} of ${atoms} atom${atoms === 1 ? '' : 's'}`
}

function atomsOf({ repIn, periodic }: FrameDataSet): number {
  return (repIn.dim - 1 - (periodic ? 9 : 0)) / 4
}
