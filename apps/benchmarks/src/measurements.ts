import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { equivariantBasis } from '@buridan/constraints'
import { emlp } from '@buridan/emlp'
import { parseAnyGroup, parseRepresentation } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { auditStream } from './cases/audit-stream.js'
import { gridNetworks } from './cases/training-grid.js'
import type { MeasurementCase } from './measurement.js'

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
    const rows = rankRows()
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

function rankRows(): string {
  return readFileSync(new URL('../../../conformance/basis-rank.jsonl', import.meta.url), 'utf8')
}

/** The same as a program of its own: its start, its answers with residuals, its end. */
const rankCommand: MeasurementCase = {
  name: 'rank-command',
  about: 'the same rows by `buridan rank --jsonl`, with residuals, from the start of the program to its end',
  measure() {
    const program = fileURLToPath(new URL('../../../packages/cli/bin/buridan.js', import.meta.url))
    const started = performance.now()
    const { status, stderr } = spawnSync(process.execPath, [program, 'rank', '--jsonl'], {
      input: rankRows(),
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`buridan rank ended with ${status}: is it built? ${stderr}`)
    const value = (performance.now() - started) / 1000
    return { name: this.name, about: this.about, values: [{ name: 'whole table', value, unit: 's' }] }
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

/** Networks on more points than a dense matrix of the input fits: group, input, hidden representation, output, batch. */
const LARGE = [
  ['S(100)', 'T(2)', '4*T(0)+4*T(1)+4*T(2)', 'V', 8],
  ['S(1000)', 'T(2)', '2*T(1)+2*T(2)', 'V', 2],
  ['S(30)', 'T(3)', '2*T(3)', 'T(0)', 4],
  ['Z(28)xZ(28)', 'V_a*V_b', '8*V_a*V_b', 'T(0)', 8],
  ['RubiksCube', 'T(2)', '2*T(2)', 'T(0)', 4],
  ['ZksZnxZn(4,8)', 'V', '4*V', 'T(0)', 8],
  ['O(3)xS(100)', 'V_a*V_b', '8*V_b+8*V_a*V_b', 'V_a*V_b', 8],
] as const

const largeNetworks: MeasurementCase = {
  name: 'large-networks',
  about: 'networks of two hidden layers on large representations: building, and the second step of Adam',
  measure() {
    const values = LARGE.flatMap(([group, input, hidden, output, batch]) => {
      const G = parseAnyGroup(group)
      const [repIn, repOut] = [parseRepresentation(G, input), parseRepresentation(G, output)]
      const started = performance.now()
      const options = { hidden: parseRepresentation(G, hidden), layers: 2, seed: 0, onWarning: () => {} }
      const { network } = emlp({ repIn, repOut, ...options })
      const built = performance.now() - started
      const step = secondStep(network, batch)
      for (const layer of network.layers) layer.dispose()
      const name = `${group}, ${input} → ${hidden} → ${output}, batch ${batch}`
      return [
        { name, value: built, unit: 'ms to build' },
        { name, value: step, unit: 'ms a step' },
      ]
    })
    return { name: this.name, about: this.about, values }
  },
}

/** Milliseconds of the second step of Adam towards zero. */
function secondStep(network: tf.LayersModel, batch: number): number {
  const optimizer = tf.train.adam(1e-3)
  const x = tf.randomNormal([batch, network.inputs[0]!.shape[1]!], 0, 1, 'float32', 0)
  const step = () => {
    const started = performance.now()
    const loss = optimizer.minimize(
      () => tf.mean(tf.square(network.apply(x) as tf.Tensor)) as tf.Scalar,
      true,
    )!
    loss.dataSync()
    loss.dispose()
    return performance.now() - started
  }
  step()
  const milliseconds = step()
  optimizer.dispose()
  x.dispose()
  return milliseconds
}

/** Bytes of all arrays of numbers in a value. */
function bytesOf(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value !== 'object' || value === null || seen.has(value)) return 0
  seen.add(value)
  if (ArrayBuffer.isView(value)) return value.byteLength
  return Object.values(value).reduce((sum: number, v) => sum + bytesOf(v, seen), 0)
}

export const measurementCases: readonly MeasurementCase[] = [
  rankTable,
  rankCommand,
  construction,
  largeNetworks,
  auditStream,
]
