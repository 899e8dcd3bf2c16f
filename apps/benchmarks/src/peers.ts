import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { GraphInput } from '@buridan/groups'

/** A program found on PATH, or undefined. */
export function findProgram(name: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name)
    try {
      accessSync(path, constants.X_OK)
      return path
    } catch {
      // not in this folder
    }
  }
  return undefined
}

/** Runs a program on a text; undefined if it takes longer than allowed. */
function run(
  program: string,
  args: readonly string[],
  input: string,
  timeout: number,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { timeout, maxBuffer: 2 ** 28 }, (error, stdout) => {
      if (error?.killed) resolve(undefined)
      else if (error) reject(error)
      else resolve(stdout)
    })
    child.stdin?.end(input)
  })
}

/**
 * Milliseconds that nauty takes for the automorphism group of a graph, by dreadnaut's own clock, without reading it;
 * the time allowed if it takes longer.
 *
 * @param mode - `n` dense nauty, `s` sparse nauty, `t` Traces
 * @param runs - how often it is run; the mean counts
 */
export async function nautyMilliseconds(
  program: string,
  { n, edges }: GraphInput,
  { mode, runs, timeout }: { mode: 'n' | 's' | 't'; runs: number; timeout: number },
): Promise<number> {
  const rows = Array.from({ length: n }, (): number[] => [])
  for (const [u, v] of edges) rows[u]!.push(v)
  const graph = rows.map((row, v) => `${v}: ${row.join(' ')};`).join('\n')
  const output = await run(program, [], `A${mode} -m -a M=${runs}/0 n=${n} g\n${graph}.\nx\nq\n`, timeout)
  if (output === undefined) return timeout
  const seconds = /cpu time = ([\d.e+-]+)/.exec(output)?.[1]
  if (seconds === undefined) throw new Error(`dreadnaut gave no time: ${output.slice(0, 200)}`)
  return Number(seconds) * 1000
}

/** Least time in which GAP repeats an item, in milliseconds. */
const GAP_MILLISECONDS = 20

/**
 * Milliseconds that GAP takes for each of some groups, by its own clock, in one process.
 *
 * @param action - GAP code that uses the fresh group `G`
 */
export async function gapMilliseconds(
  program: string,
  groups: readonly { generators: readonly (readonly number[])[] }[],
  action: string,
): Promise<number[]> {
  const lines = groups.map(({ generators }) => {
    const lists = generators
      .filter((g) => g.some((v, i) => v !== i))
      .map((g) => `PermList([${g.map((v) => v + 1).join(',')}])`)
    return `gens:=[${lists.join(',')}];; t:=NanosecondsSinceEpoch();; n:=0;; repeat G:=Group(gens,());; ${action};; n:=n+1;; until NanosecondsSinceEpoch()-t > ${GAP_MILLISECONDS}000000;; Print("ms ",Int((NanosecondsSinceEpoch()-t)/n),"\\n");`
  })
  const output = await run(program, ['-q', '-r'], `${lines.join('\n')}\nQUIT;\n`, 600_000)
  const times = [...(output ?? '').matchAll(/ms (\d+)/g)].map((m) => Number(m[1]) / 1e6)
  if (times.length !== groups.length)
    throw new Error(`GAP answered ${times.length} of ${groups.length} items`)
  return times
}
