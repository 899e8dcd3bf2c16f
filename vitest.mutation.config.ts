import { defineConfig } from 'vitest/config'

const conditions = ['buridan-source', 'node', 'import', 'module', 'default']

// the tests of one package alone, as mutation testing runs them
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [`packages/${process.env.MUTATED ?? 'constraints'}/test/**/*.test.ts`],
    testTimeout: 60_000,
    // one worker that imports everything once
    isolate: false,
    maxWorkers: 1,
  },
})
