// Answers questions of relations in a process of its own, one a line; from source, as the tests.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const conditions = ['buridan-source', 'node', 'import', 'module', 'default']
const entry = fileURLToPath(new URL('./process-entry.ts', import.meta.url))
const { module } = await runnerImport(entry, {
  configFile: false,
  logLevel: 'error',
  resolve: { conditions },
  ssr: { resolve: { conditions } },
})
await module.answerLines(process.stdin, process.stdout)
