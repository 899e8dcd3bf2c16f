import { type CaseResult, quantile } from './harness.js'

/** One item of a comparison with another program. */
interface PeerItem {
  readonly name: string
  readonly run: () => unknown
}

/** A comparison with a program that times itself. */
export interface PeerCase {
  readonly name: string
  readonly about: string
  readonly ours: string
  readonly versus: string
  /** The program and the Debian package it comes from; none where the peer runs in this process. */
  readonly program?: string
  readonly package?: string
  /** The most passes; slow programs are run once. */
  readonly maxPairs?: number
  readonly items: () => readonly PeerItem[]
  /** Milliseconds of every item, in their order. */
  readonly theirs: (program: string) => Promise<readonly number[]>
}

/** A case whose peer is not installed. */
export interface AbsentCase {
  readonly name: string
  readonly about: string
  readonly absent: string
}

const LEAST_MILLISECONDS = 10

/**
 * Times every item on both sides, a pass of theirs and a pass of ours in turn; the ratio of a pass is the geometric mean
 * over items.
 */
export async function runPeerCase(
  benchmark: PeerCase,
  program: string,
  options: { pairs: number; onProgress?: (pair: number, pairs: number) => void },
): Promise<CaseResult> {
  const items = benchmark.items()
  const pairs = Math.min(options.pairs, benchmark.maxPairs ?? options.pairs)
  const passes: { ours: number[]; theirs: readonly number[] }[] = []
  for (let pair = 0; pair < pairs; pair++) {
    const theirs = await benchmark.theirs(program)
    passes.push({ ours: items.map((item) => millisecondsOf(item.run)), theirs })
    options.onProgress?.(pair + 1, pairs)
  }
  const ratios = passes.map(({ ours, theirs }) => geometricMean(ours.map((t, i) => t / floor(theirs[i]!))))
  const total = (side: 'ours' | 'theirs') =>
    quantile(
      passes.map((p) => p[side].reduce((s, t) => s + t, 0)),
      0.5,
    )
  return {
    name: benchmark.name,
    about: benchmark.about,
    ours: benchmark.ours,
    versus: benchmark.versus,
    pairs,
    ratio: quantile(ratios, 0.5),
    spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
    milliseconds: { ours: total('ours'), versus: total('theirs') },
    items: items.map(({ name }, i) => ({
      name,
      ratio: quantile(
        passes.map(({ ours, theirs }) => ours[i]! / floor(theirs[i]!)),
        0.5,
      ),
    })),
  }
}

/** A clock that shows 0 has seen less than its tick of 10 ms: half of it is taken. */
function floor(theirs: number): number {
  return theirs > 0 ? theirs : 5
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, v) => sum + Math.log(v), 0) / values.length)
}

/** Milliseconds that something takes, repeated until they can be measured. */
export function millisecondsOf(run: () => unknown): number {
  // code that other items made the engine forget is compiled again before the clock starts
  for (const warm = performance.now(); performance.now() - warm < LEAST_MILLISECONDS; ) run()
  const started = performance.now()
  let repeats = 0
  do {
    run()
    repeats++
  } while (performance.now() - started < LEAST_MILLISECONDS)
  return (performance.now() - started) / repeats
}
