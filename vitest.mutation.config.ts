import { defineConfig } from 'vitest/config'
import { NearestFirst } from './scripts/nearest-first.js'
import { alone } from './scripts/workspaces.mjs'

const conditions = ['buridan-source', 'node', 'import', 'module', 'default']

/** Parts of names of test files, from `npm run mutation -- … --tests`; all tests by default. */
const tests = (process.env.MUTATION_TESTS ?? '').split(',')

// the tests of one package alone, as mutation testing runs them
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: tests.map(
      (part) => `packages/${process.env.MUTATED ?? 'constraints'}/test/**/*${part}*.test.ts`,
    ),
    // all files share one worker
    exclude: [...alone],
    testTimeout: 60_000,
    sequence: { sequencer: NearestFirst },
    // one worker that imports everything once
    isolate: false,
    maxWorkers: 1,
  },
})
