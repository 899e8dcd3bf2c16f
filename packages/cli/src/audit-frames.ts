import type { AtomsFrame } from '@buridan/data'
import type { InvalidFileError } from '@buridan/groups'
import type { AuditProgress } from './audit-options.js'
import type { Audited } from './audited.js'
import { mergeParts } from './parts/data-part.js'
import { type AuditFramesOptions, lookAtFrames } from './parts/frame-part.js'

/**
 * Audits molecules, crystals or other sets of atoms: positions and elements in, a label out, under turns of space and exchanges of atoms; see
 * `frameDataSets` of `@buridan/data`. Frames are audited together with those of as many atoms that repeat in space alike; one that is wrong is
 * skipped, with the reason.
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
