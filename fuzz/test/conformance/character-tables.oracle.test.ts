import { characterTable, type FiniteGroup, permutationGroup } from '@buridan/groups'
import { expect } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import { answersTo } from '../../harness/answer.js'
import { askRows } from '../../harness/conformance.js'

/** Real and imaginary part. */
type Value = readonly [number, number]

interface Row {
  readonly name: string
  readonly degree: number
  readonly generators: number[][]
  readonly order: string
  readonly classSizes: number[]
  readonly representatives: number[][]
  /** A character a row, a class a column. */
  readonly characters: Value[][]
  readonly frobeniusSchur: number[]
}

const rows = conformanceRows<Row>('character-tables.jsonl')
const name = (row: Row) => row.name

/** The group of a row, one value for all who ask: its table is kept with it. */
const groups = new Map<readonly number[][], FiniteGroup>()
function groupOf({ degree, generators }: Row): FiniteGroup {
  const group = groups.get(generators) ?? permutationGroup(generators, { degree })
  groups.set(generators, group)
  return group
}

const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b)

/**
 * Compares two tables, the columns of the second by the places of the classes of the first: each character is one of the
 * other table's own, with its indicator where those are given.
 */
function expectTable(
  row: Row,
  characters: readonly Value[][],
  column: readonly number[],
  indicators?: readonly number[],
): void {
  expect(ascending(column)).toEqual([...row.classSizes.keys()])
  expect(characters.length).toBe(row.characters.length)
  const left = new Set(characters.keys())
  row.characters.forEach((character, k) => {
    const found = [...left].find((i) => {
      if (indicators && indicators[i] !== row.frobeniusSchur[k]) return false
      return character.every((value, c) => near(value, characters[i]![column[c]!]!, character[0]![0]))
    })
    expect(found, `character ${k} is in the table`).toBeDefined()
    left.delete(found!)
  })
}

function near(a: Value, b: Value, degree: number): boolean {
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])) <= 1e-12 * degree
}

/** The place among the representatives of a table of the class of each element. */
function places(row: Row, representatives: readonly ArrayLike<number>[]): number[] {
  const { list, classOf } = characterTable(groupOf(row)).classes
  const classIn = (g: ArrayLike<number>) => classOf[list.indexOf(Uint32Array.from(g))]!
  const own = representatives.map(classIn)
  return row.representatives.map((g) => own.indexOf(classIn(g)))
}

askRows('character-tables.jsonl', 'library', {
  rows,
  name,
  check(row) {
    const { characters, classSizes, representatives } = characterTable(groupOf(row))
    const column = places(row, representatives)
    expect(column.map((c) => classSizes[c])).toEqual(row.classSizes)
    const values = characters.map(({ re, im }) => Array.from(re, (x, c): Value => [x, im[c]!]))
    expectTable(
      row,
      values,
      column,
      characters.map((c) => c.frobeniusSchur),
    )
    expect(values.map((v) => v[0]![0])).toEqual(characters.map((c) => c.degree))
  },
})

const table = ', the table'

const answerTo = answersTo<Row>(
  'characters',
  (row) => row.generators,
  ({ degree, generators }) => ({ degree, generators }),
)

askRows('character-tables.jsonl', 'command line', {
  rows: rows.flatMap((row) => [row, { ...row, name: row.name + table }]),
  name,
  async check(row) {
    const answer = await answerTo(row)
    if (row.name.endsWith(table)) {
      const column = places(row, answer.representatives as number[][])
      return expectTable(row, answer.characters as Value[][], column)
    }
    expect([String(answer.order), answer.conjugacyClasses]).toEqual([row.order, row.classSizes.length])
    const degrees = row.characters.map((c) => c[0]![0])
    expect(answer.complexIrrepDegrees).toEqual(ascending(degrees))
    expect(ascending(answer.frobeniusSchur as number[])).toEqual(ascending(row.frobeniusSchur))
  },
})
