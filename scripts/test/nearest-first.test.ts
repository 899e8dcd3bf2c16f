import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { TestSpecification, Vitest } from 'vitest/node'
import { NearestFirst } from '../nearest-first.js'

const folder = mkdtempSync(join(tmpdir(), 'buridan-order-'))
afterEach(() => {
  delete process.env.MUTATION_ORDER
  delete process.env.MUTATION_SECONDS
  rmSync(folder, { recursive: true, force: true })
})

const test = (name: string) => `packages/relaxed/test/${name}.test.ts`
const names = ['audit.oracle', 'ball-bound.property', 'curves', 'outcomes', 'strict.property']

/** The files' names in the order that a mutant of ball-bound.ts meets them. */
async function met(activeMutant?: string): Promise<string[]> {
  const vitest = { config: {}, getProvidedContext: () => ({ activeMutant }) } as unknown as Vitest
  const files = names.map((name) => ({ moduleId: `/sandbox/${test(name)}` }) as TestSpecification)
  const sorted = await new NearestFirst(vitest).sort(files)
  return sorted.map(({ moduleId }) => moduleId.replace('/sandbox/packages/relaxed/test/', ''))
}

it('meets a mutant with what killed its neighbours, then with what is named like its file, then with what is quick', async () => {
  process.env.MUTATION_ORDER = join(folder, 'order.json')
  const source = 'packages/relaxed/src/audit/ball-bound.ts'
  const times = Object.fromEntries(names.map((name, i) => [test(name), 500 - i]))
  writeFileSync(
    process.env.MUTATION_ORDER,
    JSON.stringify({ mutants: { 7: source }, times, kills: { [source]: { [test('curves')]: 2 } } }),
  )
  expect(await met('7')).toEqual(
    ['curves', 'ball-bound.property', 'strict.property', 'outcomes', 'audit.oracle'].map(
      (name) => `${name}.test.ts`,
    ),
  )
  // only those that take no longer together, one at least
  process.env.MUTATION_SECONDS = '1.1'
  expect(await met('7')).toEqual(['curves.test.ts', 'ball-bound.property.test.ts'])
  process.env.MUTATION_SECONDS = '0.1'
  expect(await met('7')).toEqual(['curves.test.ts'])
  process.env.MUTATION_SECONDS = ''
  // of a mutant it was not told of, and in the run before all mutants, as without it
  expect(await met('8')).toEqual(await met())
})
