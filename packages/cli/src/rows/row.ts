import { shown } from '@buridan/core'
import {
  BuridanError,
  type FiniteGroup,
  InvalidArgumentError,
  parseAnyGroup,
  parseGroup,
  parseRepresentation,
  permutationGroup,
} from '@buridan/groups'
import { placed } from '../failures/failure.js'

/** A row in or an answer: a JSON object. */
export type Row = Readonly<Record<string, unknown>>

export function text(row: Row, field: string): string {
  const value = row[field]
  if (typeof value !== 'string') throw wrong(row, field, 'a string')
  return value
}

export function number(row: Row, field: string): number {
  const value = row[field]
  if (typeof value !== 'number') throw wrong(row, field, 'a number')
  return value
}

export function array(row: Row, field: string): unknown[] {
  const value = row[field]
  if (!Array.isArray(value)) throw wrong(row, field, 'an array')
  return value
}

export function optionalArray(row: Row, field: string): unknown[] {
  return row[field] === undefined ? [] : array(row, field)
}

function wrong(row: Row, field: string, kind: string): InvalidArgumentError {
  const value = row[field]
  const found = value === undefined ? 'missing' : shown(value)
  return placed(new InvalidArgumentError(`${field} is ${found}; it must be ${kind}`), field)
}

/** @throws InvalidArgumentError if a row of text has no format */
export function needFormat({ format }: Row, formats: readonly string[]): void {
  if (format !== undefined) return
  throw placed(new InvalidArgumentError(`format is missing; it is one of ${formats.join(', ')}`), 'format')
}

/** The option object that a field of the row fills, if it is there. */
export function optionalNumber<K extends string>(row: Row, field: K): { [key in K]?: number } {
  return row[field] === undefined ? {} : ({ [field]: number(row, field) } as { [key in K]?: number })
}

/** What is made of one field: an error says which. */
export function inField<T>(field: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    throw error instanceof BuridanError ? placed(error, field) : error
  }
}

/** The permutation group of a row: `generators` and `degree`, or `group` as text. @throws InvalidArgumentError if it has both */
export function groupOf(row: Row): FiniteGroup {
  const beside = ['generators', 'degree'].find((field) => row[field] !== undefined)
  if (row.group !== undefined && beside !== undefined)
    throw placed(
      new InvalidArgumentError(`${beside} is given beside group, which says all of it: give one of them`),
      beside,
    )
  if (row.group !== undefined) return inField('group', () => parseGroup(text(row, 'group')))
  const generators = array(row, 'generators') as number[][]
  return inField('generators', () =>
    row.degree === undefined
      ? permutationGroup(generators)
      : permutationGroup(generators, { degree: number(row, 'degree') }),
  )
}

/** The group of a row that is named by text, finite or of Lie. */
export function anyGroupOf(row: Row): ReturnType<typeof parseAnyGroup> {
  return inField('group', () => parseAnyGroup(text(row, 'group')))
}

/** The representation of a group that a field names; `tolerance` is how far entries of matrices in it may be off. */
export function representationIn<G extends Parameters<typeof parseRepresentation>[0]>(
  row: Row,
  field: string,
  group: G,
  options: { tolerance?: number } = {},
) {
  return inField(field, () => parseRepresentation(group, text(row, field), options))
}

export function images(generators: readonly ArrayLike<number>[]): number[][] {
  return generators.map((g) => Array.from(g))
}

/** A JSON number where it is exact, else a text. */
export function integer(value: bigint | number): number | string {
  return BigInt(value) <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : String(value)
}

/** An order or a size, `"infinite"` where there is none. */
export function infiniteOr(value: bigint | number | undefined): number | string {
  return value === undefined ? 'infinite' : integer(value)
}
