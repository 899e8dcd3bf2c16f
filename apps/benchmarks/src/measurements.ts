import { readFileSync } from 'node:fs'
import { equivariantBasis } from '@buridan/constraints'
import { parseAnyGroup, parseRepresentation } from '@buridan/groups'
import { gridNetworks } from './cases/training-grid.js'

/** What is measured without an alternative beside it. */
export interface Measurement {
  readonly name: string
  readonly about: string
  readonly values: readonly { readonly name: string; readonly value: number; readonly unit: string }[]
}

/** A measurement that can be asked for by name. */
export interface MeasurementCase {
  readonly name: string
  readonly about: string
  readonly measure: () => Measurement
}

interface Row {
  readonly group: string
  readonly repIn: string
  readonly repOut: string
}

/** All rows of the rank conformance data, groups read from text for each row, in one process. */
const rankTable: MeasurementCase = {
  name: 'rank-table',
  about: 'all 464 rows of basis-rank.jsonl: text to basis, first pass in this process',
  measure() {
    const file = new URL('../../../conformance/basis-rank.jsonl', import.meta.url)
    const rows = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
    const started = performance.now()
    for (const { group, repIn, repOut } of rows) {
      const G = parseAnyGroup(group)
      equivariantBasis(parseRepresentation(G, repIn), parseRepresentation(G, repOut))
    }
    const seconds = (performance.now() - started) / 1000
    return {
      name: this.name,
      about: this.about,
      values: [{ name: 'whole table', value: seconds, unit: 's' }],
    }
  },
}

/** How long networks take to build, and what they hold, beside the weights of the dense network of the same widths. */
const construction: MeasurementCase = {
  name: 'construction',
  about:
    'building the networks of the training grid, bases and plans included; sizes beside the dense weights',
  measure() {
    const values = gridNetworks.flatMap(({ name, make, denseWeights }) => {
      const started = performance.now()
      const { network, repIn, repOut } = make()
      const milliseconds = performance.now() - started
      const plans = network.layers.reduce(
        (sum, layer) => sum + bytesOf((layer as { plan?: unknown }).plan),
        0,
      )
      const weights = 4 * network.countParams()
      for (const layer of network.layers) layer.dispose()
      return [
        { name, value: milliseconds, unit: 'ms' },
        { name, value: weights / 2 ** 10, unit: 'KiB of weights' },
        { name, value: plans / 2 ** 10, unit: 'KiB of plans' },
        { name, value: (4 * denseWeights(repIn.dim, repOut.dim)) / 2 ** 10, unit: 'KiB of dense weights' },
      ]
    })
    return { name: this.name, about: this.about, values }
  },
}

/** Bytes of all arrays of numbers in a value. */
function bytesOf(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value !== 'object' || value === null || seen.has(value)) return 0
  seen.add(value)
  if (ArrayBuffer.isView(value)) return value.byteLength
  return Object.values(value).reduce((sum: number, v) => sum + bytesOf(v, seen), 0)
}

export const measurementCases: readonly MeasurementCase[] = [rankTable, construction]
