import { arrayOf, objectOf } from '@buridan/core'
import { AmbiguousToleranceError, InvalidArgumentError } from '@buridan/groups'
import { Auditor, type AuditorOptions } from './auditor.js'
import type { AuditReport } from './report.js'

/** Options of {@link audit}. */
export interface AuditOptions extends AuditorOptions {
  readonly x: readonly ArrayLike<number>[]
  readonly y: readonly ArrayLike<number>[]
}

/**
 * Audits a data set for symmetry: how much of the labels no equivariant model can fit, and on which samples.
 *
 * @param options - rows `x`, `y` and the representations ρ_in, ρ_out of one finite group; ρ_out orthogonal
 * @throws InvalidArgumentError for empty data or NaN, RepresentationMismatchError for rows of the wrong length
 * @throws AmbiguousToleranceError if the stabilizers of all samples depend on the tolerance; where those of some do, the report names these
 * @throws UnsupportedError if ρ_out is not orthogonal: the floor would be no sum of squared norms
 * @throws UnsupportedError | TooLargeError for groups too large to list and not reached by `canonicalize`
 * @remarks About O(samples · (order + dim)) for listed groups; {@link Auditor} takes samples one by one. See docs/mathematics.md, “The floor”.
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
  const { x, y, ...rest } = objectOf(options, 'options')
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
      // a doubtful sample is named in the report and does not lose the others
      if (!(error instanceof AmbiguousToleranceError)) throw error
      auditor.skip(error)
    }
  }
  return auditor.report()
}
