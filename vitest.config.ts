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

/** Files that change what others share, such as the backends there are: each in a process of its own. */
const ALONE = ['test/backend.test.ts']

function project(
  name: string,
  root: string,
  test: { include?: string[]; exclude?: string[]; isolate: boolean },
) {
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: { name, root: `./${root}`, include: ['test/**/*.test.ts'], testTimeout: 60_000, ...test },
  }
}

// types and code come from source: no build is needed to run the tests
export default defineConfig({
  test: {
    // all cores: the process that collects results has little to do
    maxWorkers: '100%',
    sequence: { sequencer: SlowFirst },
    testTimeout: 60_000,
    projects: [
      // files share what their process has imported: TensorFlow.js is read once, not in each of sixty files
      ...folders.map((folder) =>
        project(folder.replace(/^.*\//, ''), folder, {
          isolate: false,
          exclude: folder === 'packages/emlp' ? ALONE : [],
        }),
      ),
      project('emlp-alone', 'packages/emlp', { isolate: true, include: ALONE }),
    ],
  },
})
