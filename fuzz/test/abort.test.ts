import { equivariantBasis } from '@buridan/constraints'
import { emlp } from '@buridan/emlp'
import {
  AbortedError,
  automorphisms,
  canonicalize,
  canonicalLabelling,
  conjugacyClasses,
  graph,
  isomorphism,
  parseAnyGroup,
  parseGroup,
  parseRepresentation,
  rng,
  shuffled,
  stabilizer,
  symmetric,
  tensor,
} from '@buridan/groups'
import { batio3Task, measureDataEfficiency, o5Task, runMethod } from '@buridan/tasks'
import { expect, it } from 'vitest'

/** The contract of every long work; a test of it, not of speed: all of these would go on for seconds or hours. */
const LIMIT_MS = 100
const STARTED_MS = 60

/** A signal that is aborted a while after the work first asks, as by another thread, and tells when. */
class Later extends EventTarget {
  #started: number | undefined
  #used: NodeJS.CpuUsage | undefined
  /** As AbortSignal has it. */
  reason = new Error('later')
  onabort = null
  get aborted(): boolean {
    return performance.now() - this.#begin() > STARTED_MS
  }
  throwIfAborted(): void {
    if (this.aborted) throw this.reason
  }
  /** How long ago it was aborted; where other processes take their turns meanwhile, the part of it that was this process's own. */
  get since(): number {
    if (this.#started === undefined) return Number.NEGATIVE_INFINITY
    const whole = performance.now() - this.#started
    const { user, system } = process.cpuUsage(this.#used)
    return (whole - STARTED_MS) * Math.min(1, (user + system) / 1000 / whole)
  }
  #begin(): number {
    this.#used ??= process.cpuUsage()
    this.#started ??= performance.now()
    return this.#started
  }
}

/** A graph of many equal components, each a ring of twenty with chords. */
function hardGraph(n: number) {
  const edges: [number, number][] = []
  for (let c = 0; c < n / 20; c++) {
    const order = shuffled(20, rng(7))
    for (let i = 0; i < 20; i++) {
      edges.push([20 * c + order[i]!, 20 * c + order[(i + 1) % 20]!])
      if (i < 10) edges.push([20 * c + order[i]!, 20 * c + order[i + 10]!])
    }
  }
  return graph({ n, edges })
}

const V = tensor(parseGroup('Dih(4)'), 1)
const row = [[1, 0, 0, 0]]

const WORK: Readonly<Record<string, (signal: AbortSignal) => unknown>> = {
  'training an E-MLP': (signal) =>
    emlp({ repIn: V, repOut: V, hidden: 16, layers: 1, seed: 0 }).fit(row, row, { epochs: 1e6, signal }),
  'running a method on a task': (signal) => runMethod(batio3Task(), 'relaxed', { epochs: 1e6, signal }),
  'measuring data efficiency': (signal) =>
    measureDataEfficiency(o5Task(), { sizes: [100], steps: 1e6, signal }),
  'a basis of large representations': (signal) => {
    const G = parseAnyGroup('SL(3)')
    const rep = parseRepresentation(G, 'T(3,1)')
    return equivariantBasis(rep, rep, { solver: 'iterative', signal })
  },
  'automorphisms of a graph': (signal) => automorphisms(hardGraph(20_000), { signal }),
  'a canonical labelling': (signal) => canonicalLabelling(hardGraph(100_000), { signal }),
  'an isomorphism': (signal) => isomorphism(hardGraph(20_000), hardGraph(20_000), { signal }),
  'conjugacy classes': (signal) => conjugacyClasses(parseGroup('RubiksCube'), { signal }),
  'a stabilizer without listing': (signal) =>
    stabilizer(
      parseRepresentation(symmetric(500), 'T(2)'),
      Float64Array.from({ length: 250_000 }, (_, i) => Number((Math.floor(i / 500) * (i % 500)) % 7 === 1)),
      { signal },
    ),
  'a canonical point': (signal) =>
    canonicalize(
      parseRepresentation(symmetric(500), 'T(2)'),
      Float64Array.from({ length: 250_000 }, (_, i) => Number((Math.floor(i / 500) * (i % 500)) % 7 === 1)),
      { signal },
    ),
}

// code that runs for the first time is compiled meanwhile
await runMethod(batio3Task(), 'relaxed', { epochs: 1 })
await measureDataEfficiency(o5Task(), { sizes: [10], steps: 2, testSize: 10 })

// work that does not ask is late every time; on a busy machine what asks may be late once
it.each(Object.entries(WORK))('%s stops within 100 ms of an abort', { retry: 2 }, async (_, work) => {
  const signal = new Later()
  let error: unknown
  try {
    await work(signal as never)
  } catch (caught) {
    error = caught
  }
  const since = signal.since
  expect(error, 'it should have been aborted').toBeInstanceOf(AbortedError)
  expect(since).toBeLessThan(LIMIT_MS)
})
