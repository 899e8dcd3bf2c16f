import { shown } from '@buridan/core'
import {
  BuridanError,
  type FiniteGroup,
  InvalidArgumentError,
  parseGroup,
  permutationGroup,
} from '@buridan/groups'
import { shortMessage } from '../printable.js'

/** A row in or an answer: a JSON object. */
export type Row = Readonly<Record<string, unknown>>

export function text(row: Row, field: string): string {
  const value = row[field]
  if (typeof value !== 'string')
    throw new InvalidArgumentError(`${field} is ${described(value)}; it must be a string`)
  return value
}

export function number(row: Row, field: string): number {
  const value = row[field]
  if (typeof value !== 'number')
    throw new InvalidArgumentError(`${field} is ${described(value)}; it must be a number`)
  return value
}

export function array(row: Row, field: string): unknown[] {
  const value = row[field]
  if (!Array.isArray(value))
    throw new InvalidArgumentError(`${field} is ${described(value)}; it must be an array`)
  return value
}

export function optionalArray(row: Row, field: string): unknown[] {
  return row[field] === undefined ? [] : array(row, field)
}

function described(value: unknown): string {
  return value === undefined ? 'missing' : shown(value)
}

/** The option object that a field of the row fills, if it is there. */
export function optionalNumber<K extends string>(row: Row, field: K): { [key in K]?: number } {
  return row[field] === undefined ? {} : ({ [field]: number(row, field) } as { [key in K]?: number })
}

/** The permutation group of a row: `generators` and `degree`, or `group` as text. */
export function groupOf(row: Row): FiniteGroup {
  if (row.group !== undefined) return parseGroup(text(row, 'group'))
  const generators = array(row, 'generators') as number[][]
  return row.degree === undefined
    ? permutationGroup(generators)
    : permutationGroup(generators, { degree: number(row, 'degree') })
}

export function images(generators: readonly ArrayLike<number>[]): number[][] {
  return generators.map((g) => Array.from(g))
}

/** A JSON number where it is exact, else a text. */
export function integer(value: bigint): number | string {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : String(value)
}

/** An error as an answer, with the number of the line of its row if there are lines. */
export function errorRow(error: unknown, line?: number): Row {
  const code = error instanceof BuridanError ? error.code : 'INTERNAL'
  const message = shortMessage(error instanceof Error ? error.message : String(error))
  return { error: { code, message, ...(line === undefined ? {} : { line }) } }
}

/** The answer to a row, with the row's `id` before it if it has one. */
export function withId({ id }: Row, answer: Row): Row {
  return id === undefined ? answer : { id, ...answer }
}
