import {
  arrayOf,
  booleanOf,
  ERROR_CODES,
  finiteVector,
  integerIn,
  numberIn,
  objectOf,
  ofKind,
  shown,
  stringOf,
} from '@buridan/core'
import { InvalidArgumentError, sameGroup } from '@buridan/groups'
import type { AuditPart } from './audit-part.js'
import type { SkippedSample } from './report.js'
import type { Asymmetry, AuditSample } from './sample.js'

/** @throws InvalidArgumentError | RepresentationMismatchError for parts unlike those of an `Auditor`, or two samples with the same index */
export function checkParts(parts: readonly AuditPart[]): void {
  const places = new Set<number>()
  for (const part of arrayOf(parts, 'parts')) {
    const { repIn, repOut, samples, skipped, periodic } = objectOf(part, 'a part')
    ofKind(repIn, 'repIn', 'representation', 'Lie representation')
    ofKind(repOut, 'repOut', 'representation', 'Lie representation')
    sameGroup(repIn, repOut)
    booleanOf(periodic, 'periodic')

    for (const sample of arrayOf(samples, 'samples')) {
      const { index } = checkSample(sample, repIn.dim, repOut.dim)
      if (places.has(index)) {
        throw new InvalidArgumentError(`two samples have the place ${index} in the data; each has its own`)
      }
      places.add(index)
    }
    checkSkipped(skipped)
  }
}

/** @throws InvalidArgumentError for skipped samples without a place, a known code or a message */
export function checkSkipped(skipped: readonly SkippedSample[]): void {
  for (const s of arrayOf(skipped, 'skipped')) {
    const { index, code, message } = objectOf(s, 'a skipped sample')
    integerIn(index, 0, Number.MAX_SAFE_INTEGER, 'the index of a skipped sample')
    if (!ERROR_CODES.includes(code)) {
      throw new InvalidArgumentError(
        `the code of skipped sample ${index} is ${shown(code)}; it must be one of ${ERROR_CODES.join(', ')}`,
      )
    }
    stringOf(message, `the message of skipped sample ${index}`)
  }
}

function checkSample(sample: AuditSample, inputs: number, labels: number): AuditSample {
  const { index, x, y, chain } = objectOf(sample, 'a sample')
  integerIn(index, 0, Number.MAX_SAFE_INTEGER, 'the index of a sample')
  checkNumbers(x, inputs, `x of sample ${index}`)
  checkNumbers(y, labels, `y of sample ${index}`)
  for (const h of arrayOf(chain, 'chain')) checkAsymmetry(h, index)
  return sample
}

function checkAsymmetry(asymmetry: Asymmetry, index: number): void {
  const { order, distance, displacement, asymmetry: loss } = objectOf(asymmetry, 'a symmetry')
  if (!isOrder(order)) {
    throw new InvalidArgumentError(`the order of a symmetry of sample ${index} is ${shown(order)}`)
  }
  numberIn(distance, 0, Number.MAX_VALUE, 'the distance of a symmetry')
  numberIn(displacement, 0, Number.MAX_VALUE, 'the displacement of a symmetry')
  numberIn(loss, 0, Number.MAX_VALUE, 'the asymmetry of a label')
}

/** As `finiteVector`, without a copy. */
function checkNumbers(v: unknown, length: number, what: string): void {
  if (!(v instanceof Float64Array)) {
    throw new InvalidArgumentError(`${what} is ${shown(v)}; it must be a Float64Array`)
  }
  // the error says which number it is
  if (v.length !== length || !v.every(Number.isFinite)) finiteVector(v, length, what)
}

/** A whole number from 1 on, as text where it is above 2⁵³, or `infinite`. */
function isOrder(order: unknown): boolean {
  if (typeof order === 'string') return order === 'infinite' || /^[1-9]\d{15,}$/.test(order)
  return Number.isSafeInteger(order) && (order as number) >= 1
}
