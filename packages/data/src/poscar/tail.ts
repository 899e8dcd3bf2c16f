import type { Vector } from '@buridan/core'
import { numberOf } from '../numbers/number-of.js'
import { type Lines, wordsOf } from './lines.js'
import type { Poscar } from './poscar.js'

/** What follows the positions: velocities, and what only VASP needs to go on. */
export function readTail(lines: Lines, atoms: number): Pick<Poscar, 'velocities' | 'warnings'> {
  const first = lines.peek().trim()
  if (isRow(first)) {
    lines.next('the end')
    lines.fail(`is one more row of numbers than the ${atoms} atoms have positions`)
  }
  const warnings: string[] = []
  let velocities: readonly Vector[] | undefined
  if (/^l/i.test(first)) {
    // six vectors of the cell and how it moves, by a line that says how they are started
    const from = lines.number
    while (!lines.done && lines.peek().trim() !== '') lines.next('the end')
    warnings.push(`lines ${from} to ${lines.number - 1}, how the cell moves, are not read`)
  }
  const kind = lines.peek().trim()
  const behind = lines.skipEmpty()
  if (behind && (kind === '' || /^[ckd]/i.test(kind))) {
    if (kind !== '') lines.next('the kind of velocities')
    const from = lines.number
    const rows = Array.from({ length: atoms }, () => lines.triple('a velocity').values)
    if (/^d/i.test(kind)) {
      warnings.push(`lines ${from} to ${lines.number - 1}, velocities in cells a step, are not read`)
    } else velocities = rows
  }
  if (lines.skipEmpty())
    warnings.push(
      `what follows from line ${lines.number} on is not read: ${lines.peek().trim().slice(0, 40)}`,
    )
  return { ...(velocities ? { velocities } : {}), warnings }
}

function isRow(line: string): boolean {
  const words = wordsOf(line)
  return words.length >= 3 && words.slice(0, 3).every((word) => numberOf(word) !== undefined)
}
