import type { Edge } from '../graph/edge-runs.js'

/** The lines of a text. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|[\r\n]/)
}

/** The number of a word that is written in decimal digits, undefined for others and those beyond all numbers. */
export function decimal(word: string): number | undefined {
  const value = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(word) ? Number(word) : Number.NaN
  return Number.isFinite(value) ? value : undefined
}

/** The first edge that has the ends of an earlier one, by their places; undefined if there is none. */
export function firstRepeated(
  edges: readonly Edge[],
  directed: boolean,
): readonly [again: number, before: number] | undefined {
  const seen = new Map<string, number>()
  for (const [i, [u, v]] of edges.entries()) {
    const key = directed || u < v ? `${u},${v}` : `${v},${u}`
    const before = seen.get(key)
    if (before !== undefined) return [i, before]
    seen.set(key, i)
  }
  return undefined
}
