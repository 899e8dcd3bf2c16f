import { Readable } from 'node:stream'
import { type AtomsFrame, formatSdf, parseFrames } from '@buridan/data'
import { readFrames, type StreamedFormat } from '@buridan/data/node'
import fc from 'fast-check'
import { relation } from '../../harness/relation.js'

interface GivenFrame {
  readonly atoms: readonly (readonly [string, number, number, number])[]
  readonly bad: boolean
}

const frames = fc.array(
  fc.record({
    atoms: fc.array(fc.tuple(fc.constantFrom('H', 'C', 'O'), fc.nat(9), fc.nat(9), fc.nat(9)), {
      minLength: 1,
      maxLength: 4,
    }),
    bad: fc.nat(4).map((n) => n === 0),
  }),
  { minLength: 1, maxLength: 5 },
)

/** Frames as texts of a format; of bad ones a number is none. */
const TEXTS: Readonly<Record<StreamedFormat, (frame: GivenFrame) => string>> = {
  xyz: ({ atoms, bad }) =>
    `${atoms.length}\nenergy=1\n${atoms.map((a) => a.join(' ')).join('\n')}${bad ? 'x' : ''}\n`,
  sdf: ({ atoms, bad }) => {
    const elements = atoms.map(([element]) => element)
    const positions = atoms.map(([, x, y, z]) => [x, y, z] as const)
    const text = formatSdf([{ elements, positions }])
    return bad ? text.replace(/0\.0000/, '0.00x0') : text
  },
  molecules: ({ atoms, bad }) => {
    const elements = atoms.map(([element]) => element)
    const text = JSON.stringify({ elements, positions: atoms.map(([, ...position]) => position) })
    return `${bad ? text.slice(1) : text}\n`
  },
}

const said = (frame: AtomsFrame | Error) =>
  frame instanceof Error
    ? frame.message
    : [frame.elements.join(), frame.positions.join(), frame.decimals].join(' ')

async function* pieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export const streams = [
  relation('readFrames', 'the whole text at once', {
    given: fc.record({
      list: frames,
      format: fc.constantFrom<StreamedFormat>('xyz', 'sdf', 'molecules'),
      size: fc.integer({ min: 1, max: 60 }),
      between: fc.constantFrom('', '\n'),
    }),
    cost: 3,
    one: async ({ list, format, size, between }) => {
      const text = list.map(TEXTS[format]).join(format === 'sdf' ? '' : between)
      const found: string[] = []
      for await (const frame of readFrames(Readable.from(pieces(text, size)), format)) found.push(said(frame))
      return found
    },
    other: ({ list, format, between }) =>
      parseFrames(list.map(TEXTS[format]).join(format === 'sdf' ? '' : between), format).map(said),
  }),
]
