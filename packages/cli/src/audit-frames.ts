import { type AtomsFrame, type FrameDataSet, type FrameDataSetOptions, frameDataSets } from '@buridan/data'
import { BuridanError, type InvalidFileError } from '@buridan/groups'
import { Auditor, type AuditPart, mergeAudits, type SkippedSample } from '@buridan/relaxed'
import type { AuditProgress } from './audit-options.js'
import type { Audited } from './audited.js'

/** Options of {@link auditFrames}. */
export interface AuditFramesOptions extends Omit<FrameDataSetOptions, 'tolerance'> {
  /** How far an atom is moved in search of symmetries and copies, Å. */
  readonly radius?: number
  /** How far an atom is from where the file says, Å; by default what its digits tell. */
  readonly precision?: number
}

/** How far an atom is moved in search of symmetries and copies, Å. */
const RADIUS = 1

/**
 * Audits molecules, crystals or other sets of atoms: positions and elements in, a label out, under turns of space and exchanges of atoms; see
 * {@link frameDataSets}. Frames are audited together with those of as many atoms that repeat in space alike; one that is wrong is
 * skipped, with the reason.
 *
 * @throws the reason of the first frame if all are skipped
 */
export function auditFrames(
  frames: readonly (AtomsFrame | InvalidFileError)[],
  { radius = RADIUS, precision: given, ...options }: AuditFramesOptions,
  onProgress?: AuditProgress,
): Audited {
  const { sets, skipped, precision } = frameDataSets(frames, options)
  const count = sets.reduce((sum, set) => sum + set.indices.length, 0)
  let done = 0
  const parts = sets.map((set): AuditPart => {
    const auditor = new Auditor({
      repIn: set.repIn,
      repOut: set.repOut,
      radius,
      periodic: set.periodic,
      points: set.atoms,
    })
    set.indices.forEach((index, row) => {
      try {
        auditor.add(set.x.row(row), set.y.row(row))
      } catch (error) {
        auditor.skip(named(error, index, nameOf(frames[index])))
      }
      onProgress?.(++done, count)
    })
    return partOf(set, auditor)
  })
  const before = skipped.map(({ error, index, name }): SkippedSample => {
    const { code, message } = named(error, index, name)
    return { index, code, message }
  })
  return mergeAudits([...parts], {
    inputPrecision: given ?? precision.position,
    exactWithin: given === undefined ? precision.tolerance : 0,
    labelPrecision: precision.label,
    radius,
    lengthUnit: ' Å',
    skipped: before,
  })
}

/** A part with the places of its samples among all frames. */
function partOf({ indices, atoms }: FrameDataSet, auditor: Auditor): AuditPart {
  const { samples, skipped, ...part } = auditor.part()
  return {
    ...part,
    name: `${atoms} atoms`,
    samples: samples.map((s) => ({ ...s, index: indices[s.index]! })),
    skipped: skipped.map((s) => ({ ...s, index: indices[s.index]! })),
  }
}

function nameOf(frame: AtomsFrame | InvalidFileError | undefined): string | undefined {
  return frame && 'elements' in frame ? frame.name : undefined
}

/** An error of a frame with its number, which people count from 1, and its name. */
function named(error: unknown, index: number, name: string | undefined): BuridanError {
  if (!(error instanceof BuridanError)) throw error
  const which = name === undefined ? '' : ` (${name.slice(0, 80)})`
  return new BuridanError(error.code, `frame ${index + 1}${which}: ${error.message}`, { cause: error })
}
