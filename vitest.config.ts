import { defineConfig } from 'vitest/config'
import { SlowFirst } from './scripts/slow-first.js'

const conditions = ['buridan-source', 'node', 'import', 'module', 'default']
const folders = [
  'packages/groups',
  'packages/constraints',
  'packages/emlp',
  'packages/relaxed',
  'packages/tasks',
  'packages/cli',
  'apps/benchmarks',
  'apps/demo',
  'docs',
  'fuzz',
]

// types and code come from source: no build is needed to run the tests
export default defineConfig({
  test: {
    // all cores: the process that collects results has little to do
    maxWorkers: '100%',
    sequence: { sequencer: SlowFirst },
    testTimeout: 60_000,
    projects: folders.map((folder) => ({
      resolve: { conditions },
      ssr: { resolve: { conditions } },
      test: {
        name: folder.replace(/^.*\//, ''),
        root: `./${folder}`,
        include: ['test/**/*.test.ts'],
        testTimeout: 60_000,
        // files share what their process has imported: TensorFlow.js is read once, not in each of sixty files
        isolate: false,
      },
    })),
  },
})
