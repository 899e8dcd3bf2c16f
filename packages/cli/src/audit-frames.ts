import type { AtomsFrame } from '@buridan/data'
import type { InvalidFileError } from '@buridan/groups'
import type { AuditProgress } from './audit-options.js'
import type { Audited } from './audited.js'
import { mergeParts } from './parts/data-part.js'
import { type AuditFramesOptions, lookAtFrames } from './parts/frame-part.js'

/**
 * Audits molecules, crystals or other sets of atoms: positions and elements in, a label out, under rotations and reflections of space and
 * exchanges of atoms; see `frameDataSets` of `@buridan/data`. Frames with the same number of atoms and the same periodicity are compared
 * with each other; a bad frame is skipped, with the reason.
 *
 * @throws the reason of the first frame if all are skipped
 */
export function auditFrames(
  frames: readonly (AtomsFrame | InvalidFileError)[],
  options: AuditFramesOptions,
  onProgress?: AuditProgress,
): Audited {
  return mergeParts([{ of: 'atoms', options, part: lookAtFrames(frames, options, onProgress) }])
}
