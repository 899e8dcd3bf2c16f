import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { TestSpecification, Vitest } from 'vitest/node'
import { SlowFirst } from '../slow-first.js'
import { alone } from '../workspaces.mjs'

const specification = (moduleId: string) => ({ moduleId }) as TestSpecification
const sequencer = (index: number, count: number) =>
  new SlowFirst({ config: { shard: { index, count } } } as Vitest)

it('shards hold every file once, and as many files each but for one', async () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}\.test\.ts$/), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(names, fc.integer({ min: 1, max: 6 }), async (files, count) => {
      const shards = await Promise.all(
        Array.from({ length: count }, (_, i) =>
          sequencer(i + 1, count).shard([...alone, ...files].map(specification)),
        ),
      )
      expect(shards.flatMap((shard) => shard.map(({ moduleId }) => moduleId)).sort()).toEqual(
        [...alone, ...files].sort(),
      )
      const sizes = shards.map(({ length }) => length)
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    }),
  )
})
