import { cpus, totalmem } from 'node:os'

/** One side of a comparison: what is timed, and how its state is freed. */
export interface Contender {
  readonly name: string
  readonly run: () => unknown
  readonly dispose?: () => void
}

/** A claim of speed: ours against a named alternative on the same work. */
export interface BenchmarkCase {
  readonly name: string
  readonly about: string
  readonly setup: () => Promise<{ readonly ours: Contender; readonly versus: Contender }>
}

/** How a case came out. Ratios are time of ours over time of the alternative: below 1 we are faster. */
export interface CaseResult {
  readonly name: string
  readonly about: string
  readonly ours: string
  readonly versus: string
  readonly pairs: number
  /** Median of the paired ratios. */
  readonly ratio: number
  /** Lower and upper quartile of the paired ratios. */
  readonly spread: readonly [number, number]
  /** Median milliseconds of each side, for orientation only. */
  readonly milliseconds: { readonly ours: number; readonly versus: number }
  /** Where a case has many items, the ratio of each. */
  readonly items?: readonly { readonly name: string; readonly ratio: number }[]
}

/** What the figures were measured on. */
export interface MachineFacts {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly node: string
  readonly platform: string
}

export function machineFacts(): MachineFacts {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  }
}

/** The q-quantile of numbers, linear between neighbours. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = q * (sorted.length - 1)
  const low = Math.floor(at)
  const high = Math.min(low + 1, sorted.length - 1)
  return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!)
}

/** Options of {@link runCase}. */
export interface RunCaseOptions {
  /** Paired runs, 15 by default. */
  readonly pairs?: number
  /** A timed run repeats the work until it takes this long, 20 ms by default. */
  readonly milliseconds?: number
  readonly onProgress?: (pair: number, pairs: number) => void
}

/**
 * Times a case in pairs: in each pair both sides run once, in alternating order, so that drift of the machine falls on
 * both. Each run repeats the work often enough to be measured.
 */
export async function runCase(benchmark: BenchmarkCase, options: RunCaseOptions = {}): Promise<CaseResult> {
  const { pairs = 15, milliseconds = 20, onProgress } = options
  const { ours, versus } = await benchmark.setup()
  try {
    const repeats = [repeatsFor(ours, milliseconds), repeatsFor(versus, milliseconds)] as const
    const times: { ours: number; versus: number }[] = []
    for (let pair = 0; pair < pairs; pair++) {
      const first = pair % 2 === 0
      const a = first ? time(ours, repeats[0]) : undefined
      const b = time(versus, repeats[1])
      times.push({ ours: a ?? time(ours, repeats[0]), versus: b })
      onProgress?.(pair + 1, pairs)
      await new Promise((resolve) => setImmediate(resolve))
    }
    const ratios = times.map((t) => t.ours / t.versus)
    return {
      name: benchmark.name,
      about: benchmark.about,
      ours: ours.name,
      versus: versus.name,
      pairs,
      ratio: quantile(ratios, 0.5),
      spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
      milliseconds: {
        ours: quantile(
          times.map((t) => t.ours),
          0.5,
        ),
        versus: quantile(
          times.map((t) => t.versus),
          0.5,
        ),
      },
    }
  } finally {
    ours.dispose?.()
    versus.dispose?.()
  }
}

/** Warms up and finds how many repeats fill the time. */
function repeatsFor({ run }: Contender, milliseconds: number): number {
  run()
  const started = performance.now()
  let repeats = 0
  do {
    run()
    repeats++
  } while (performance.now() - started < milliseconds)
  return repeats
}

function time({ run }: Contender, repeats: number): number {
  const started = performance.now()
  for (let i = 0; i < repeats; i++) run()
  return (performance.now() - started) / repeats
}
