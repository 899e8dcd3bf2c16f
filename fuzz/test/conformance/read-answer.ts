import { expect } from 'vitest'
import { expectStructure, type Structure, type StructureRow } from '../../../conformance/structure.js'
import { answerOf, type ErrorAnswer } from '../../harness/answer.js'

/** A frame as `buridan read` answers it. */
export interface ReadFrame {
  readonly elements: string[]
  /** Å. */
  readonly positions: number[][]
  readonly fractional: number[][]
  readonly lattice: number[][] | null
  readonly pbc: boolean[] | null
  readonly info: Record<string, unknown>
  readonly arrays: Record<string, unknown[]>
}

/** What `buridan read` understands of a text, or its refusal. */
export async function readText(
  text: string,
  format: string,
): Promise<{ readonly frames?: readonly ReadFrame[]; readonly error?: ErrorAnswer }> {
  return answerOf('read', { text, format })
}

/** A text that is wrong is refused by a typed error. */
export function expectRefused(error: ErrorAnswer | undefined): void {
  expect(error?.code).toMatch(/^[A-Z_]+$/)
  expect(error?.code).not.toBe('INTERNAL')
}

/** Asks the command line for the structures of a row. */
export async function expectRead(row: StructureRow<Structure>, format: string): Promise<void> {
  const { frames, error } = await readText(row.text, format)
  if (!row.ok) return expectRefused(error)
  expect(frames?.length).toBe(row.structures.length)
  row.structures.forEach((structure, i) => {
    const { elements, fractional, lattice } = frames![i]!
    expectStructure({ elements, positions: fractional, cell: lattice! }, structure)
  })
}
