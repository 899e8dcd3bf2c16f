import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { TestSpecification } from 'vitest/node'
import { SlowLast } from './slow-first.js'

/** As mutation-order.mjs writes it, with paths from the root. */
interface Order {
  mutants: Record<string, string>
  times: Record<string, number>
  kills: Record<string, Record<string, number>>
}

function knownOrder(): Order | undefined {
  const path = process.env.MUTATION_ORDER
  return path === undefined ? undefined : (JSON.parse(readFileSync(path, 'utf8')) as Order)
}

const words = (path: string) =>
  new Set(
    basename(path)
      .toLowerCase()
      .split(/[^a-z0-9]+/),
  )
const COMMON = new Set(['ts', 'test', 'property', 'oracle', 'metamorphic', ''])

/** A file's path from the root: runners have a copy of all in a folder of their own. */
const place = (path: string) => path.slice(path.lastIndexOf('/packages/') + 1)

/** How many words the names of two files share. */
function shared(a: string, b: string): number {
  const others = words(b)
  return [...words(a)].filter((word) => !COMMON.has(word) && others.has(word)).length
}

/** The first files, which take so many seconds together; one at least. */
function within(
  files: TestSpecification[],
  seconds: number,
  time: (file: TestSpecification) => number,
): TestSpecification[] {
  let spent = 0
  return files.filter((file, i) => {
    spent += time(file) / 1000
    return spent <= seconds || i === 0
  })
}

/**
 * Files that are most likely to kill a mutant soon come first: those that killed most of its file's others, then those named like its
 * file, then the quickest. One test that fails is enough of a mutant, and each file that comes before costs its imports.
 * Those beyond `MUTATION_SECONDS` are left out: a mutant that survives costs the time of all, and is said to survive though one of them might kill it.
 */
export class NearestFirst extends SlowLast {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files)
    const order = knownOrder()
    const { activeMutant } = this.ctx.getProvidedContext() as { activeMutant?: string }
    const mutated = activeMutant === undefined ? undefined : order?.mutants[activeMutant]
    if (order === undefined || mutated === undefined) return usual
    const kills = order.kills[mutated] ?? {}
    const of = (values: Record<string, number>, { moduleId }: TestSpecification) =>
      values[place(moduleId)] ?? 0
    usual.sort(
      (a, b) =>
        of(kills, b) - of(kills, a) ||
        shared(mutated, b.moduleId) - shared(mutated, a.moduleId) ||
        of(order.times, a) - of(order.times, b),
    )
    return within(usual, Number(process.env.MUTATION_SECONDS || Number.POSITIVE_INFINITY), (file) =>
      of(order.times, file),
    )
  }
}
