import { InvalidFileError, printable, shown } from '@buridan/core'
import type { AnyRepresentation } from '@buridan/groups'
import { SOLVERS, type Solver } from '../solutions/block-solution.js'

/** How a block was solved, as it is saved. */
export interface SavedBlock {
  readonly block: string
  readonly solver: Solver
  readonly reason: string
  readonly rank: number
  /** Infinity is saved as null. */
  readonly gap: number | null
  /** The basis where it was found in floating point; what is exact is solved again. */
  readonly values?: readonly number[]
}

/** What says which block a saved one is. */
export function keyOf(repIn: AnyRepresentation, repOut: AnyRepresentation): string {
  return `${repIn.key} → ${repOut.key}`
}

/** What each field of a block is. */
const FIELDS: Readonly<Record<keyof SavedBlock, readonly [(value: unknown) => boolean, string]>> = {
  block: [(v) => typeof v === 'string', 'a string'],
  solver: [(v) => (SOLVERS as readonly unknown[]).includes(v), `one of ${SOLVERS.join(', ')}`],
  reason: [(v) => typeof v === 'string' && printable(v) === v, 'a line of characters that are seen'],
  rank: [(v) => Number.isSafeInteger(v) && (v as number) >= 0, 'a whole number'],
  gap: [(v) => v === null || (Number.isFinite(v) && (v as number) >= 0), 'a number or null'],
  values: [(v) => v === undefined || Array.isArray(v), 'an array of numbers'],
}

/**
 * A block of what was read, its numbers unchecked.
 *
 * @throws InvalidFileError for a field that is unknown, missing or of another type
 */
function savedBlock(value: unknown): SavedBlock {
  const block = objectIn(value, 'a block', Object.keys(FIELDS))
  for (const [name, [is, what]] of Object.entries(FIELDS)) {
    if (!is(block[name])) {
      throw new InvalidFileError(
        `a block of the saved basis has ${name} ${shown(block[name])}; it must be ${what}`,
      )
    }
  }
  return value as SavedBlock
}

/** The fields of an object. @throws InvalidFileError for what is no object, and for fields of other names */
export function objectIn(value: unknown, what: string, known: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidFileError(`${what} of the saved basis is ${shown(value)}; it must be an object`)
  const other = Object.keys(value).find((name) => !known.includes(name))
  if (other === undefined) return value as Record<string, unknown>
  throw new InvalidFileError(
    `${what} of the saved basis has an unknown field ${shown(other)}; it has ${known.join(', ')}`,
  )
}

/** @throws InvalidFileError for a block that is none, or is there twice */
export function blocksIn(list: readonly unknown[]): Map<string, SavedBlock> {
  const blocks = new Map<string, SavedBlock>()
  // holes count
  for (const value of Array.from(list)) {
    const block = savedBlock(value)
    if (blocks.has(block.block))
      throw new InvalidFileError(`the saved basis has the block ${shown(block.block)} twice`)
    blocks.set(block.block, block)
  }
  return blocks
}
