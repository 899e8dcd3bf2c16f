import { arrayOf, knownOptions } from '@buridan/core'
import { AmbiguousToleranceError, InvalidArgumentError } from '@buridan/groups'
import { AUDITOR_OPTIONS, Auditor, type AuditorOptions } from './auditor.js'
import type { AuditReport } from './report.js'

/** Options of {@link audit}. */
export interface AuditOptions extends AuditorOptions {
  readonly x: readonly ArrayLike<number>[]
  readonly y: readonly ArrayLike<number>[]
}

/**
 * Audits a data set for symmetry: the part of the labels that no equivariant model can fit, the samples that cause it, and the floor of
 * models below a slope.
 *
 * @param options - rows `x`, `y` and representations ρ_in, ρ_out of one group; ρ_out orthogonal, and ρ_in too for floors at a slope
 * @throws InvalidArgumentError for empty data or NaN, RepresentationMismatchError for rows of the wrong length
 * @throws AmbiguousToleranceError | InvalidArgumentError if no sample can be audited because its points cannot be told apart; where some
 * cannot, the report names them
 * @throws UnsupportedError if ρ_out is not orthogonal: the floor is a mean of squared norms, which other representations do not keep
 * @throws UnsupportedError | TooLargeError for groups too large to list, unless inputs are structures on their points
 * @remarks O(samples · (order + subgroups) · dim) for listed groups, and the cost of {@link Auditor.report}. See docs/mathematics.md, “The
 * floor” and “The floor at a slope”.
 *
 * @example
 * ```ts
 * import { audit } from '@buridan/relaxed'
 * import { dihedral, tensor } from '@buridan/groups'
 * const rep = tensor(dihedral(4), 1)
 * const report = audit({ x: [[1, 1, 1, 1]], y: [[1, 0, 0, 0]], repIn: rep, repOut: rep })
 * console.log(report.strictFloor, report.price) // → 0.75 0.75
 * ```
 */
export function audit(options: AuditOptions): AuditReport {
  const { x, y, ...rest } = knownOptions(options, { x: true, y: true, ...AUDITOR_OPTIONS }, 'audit')
  const count = arrayOf(x, 'x').length
  arrayOf(y, 'y')
  const auditor = new Auditor(rest)
  if (!count) throw new InvalidArgumentError('x is empty; an audit needs at least one sample')
  if (y.length !== count) {
    throw new InvalidArgumentError(`x has ${count} rows and y ${y.length}; they must pair up`)
  }
  for (let i = 0; i < count; i++) {
    try {
      auditor.add(x[i]!, y[i]!)
    } catch (error) {
      // a sample in doubt is named in the report, the others are audited
      if (!(error instanceof AmbiguousToleranceError)) throw error
      auditor.skip(error)
    }
  }
  return auditor.report()
}
