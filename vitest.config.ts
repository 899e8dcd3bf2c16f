import { defineConfig } from 'vitest/config'
import { SlowFirst } from './scripts/slow-first.js'
import { alone, workspaces } from './scripts/workspaces.mjs'

const conditions = ['buridan-source', 'node', 'import', 'module', 'default']

function project(name: string, include: string[], exclude: string[], isolate: boolean) {
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: { name, include, exclude, isolate, testTimeout: 60_000 },
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
      // one for all: files share what their process has imported, TensorFlow.js is read twice and not in each of sixty files
      project(
        'shared',
        [...workspaces, 'scripts'].map((folder) => `${folder}/test/**/*.test.ts`),
        [...alone],
        false,
      ),
      project('alone', [...alone], [], true),
    ],
  },
})
