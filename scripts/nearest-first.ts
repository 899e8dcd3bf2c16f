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

/**
 * Files that are most likely to kill a mutant soon come first: those that killed most of its file's others, then those named like its
 * file, then the quickest. One test that fails is enough of a mutant, and each file that comes before costs its imports.
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
    return usual.sort(
      (a, b) =>
        of(kills, b) - of(kills, a) ||
        shared(mutated, b.moduleId) - shared(mutated, a.moduleId) ||
        of(order.times, a) - of(order.times, b),
    )
  }
}
