import { parseXyz, type XyzFrame } from '@buridan/data'
import { InvalidFileError } from '@buridan/groups'
import { expect } from 'vitest'
import { conformanceRows } from '../../../conformance/read.js'
import { askRows } from '../../harness/conformance.js'
import { expectRefused, readText } from './read-answer.js'

interface Frame {
  readonly elements: string[]
  readonly positions: number[][]
  readonly lattice: number[][] | null
  readonly pbc: boolean[] | null
  readonly info: Record<string, unknown>
  readonly arrays: Record<string, unknown[]>
}

interface Row {
  readonly id: string
  readonly text: string
  readonly ok: boolean
  readonly contested: boolean
  readonly frames: Frame[]
  readonly compareInfo?: boolean
}

const rows = conformanceRows<Row>('extxyz.jsonl').filter((row) => !row.contested)
const name = (row: Row) => row.id

/** Columns of numbers; those of strings and logical values are not kept, since no label is one. */
function numeric(arrays: Frame['arrays']): [string, number[][]][] {
  return Object.entries(arrays)
    .filter(([, values]) => values.flat().every((v) => typeof v === 'number'))
    .map(([column, values]) => [column, values.map((v) => [v].flat() as number[])])
}

function expectFrame(found: XyzFrame, wanted: Frame, compareInfo: boolean): void {
  const { elements, positions, lattice, pbc, info, arrays } = wanted
  expect([found.elements, found.positions]).toEqual([elements, positions])
  expect(found.lattice ?? null).toEqual(lattice?.flat() ?? null)
  expect(found.pbc ?? null).toEqual(pbc)
  expect([...found.atomProperties].filter(([column]) => column in arrays)).toEqual(numeric(arrays))
  if (!compareInfo) return
  expect(Object.fromEntries(found.info!)).toEqual(info)
  for (const [key, value] of Object.entries(info)) {
    const flat = [value].flat(2)
    expect(found.properties.get(key)).toEqual(flat.every((v) => typeof v === 'number') ? flat : undefined)
  }
}

askRows('extxyz.jsonl', 'library', {
  rows,
  name,
  check({ text, ok, frames, compareInfo = true }) {
    if (!ok) {
      expect(() => parseXyz(text)).toThrow(InvalidFileError)
      return expect(() => parseXyz(text)).toThrow(/line \d/)
    }
    const found = parseXyz(text)
    expect(found.length).toBe(frames.length)
    found.forEach((frame, i) => expectFrame(frame, frames[i]!, compareInfo))
  },
})

askRows('extxyz.jsonl', 'command line', {
  rows,
  name,
  async check({ text, ok, frames, compareInfo = true }) {
    const read = await readText(text, 'extxyz')
    if (!ok) return expectRefused(read.error)
    expect(read.frames?.length).toBe(frames.length)
    read.frames!.forEach((found, i) => {
      const { elements, positions, lattice, pbc, info, arrays } = frames[i]!
      expect([found.elements, found.positions]).toEqual([elements, positions])
      expect([found.lattice ?? null, found.pbc ?? null]).toEqual([lattice, pbc])
      expect(found.arrays).toMatchObject(arrays)
      if (compareInfo) expect(found.info).toEqual(info)
    })
  },
})
