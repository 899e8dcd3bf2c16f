// Writes the list of relations by function.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const conditions = ['buridan-source', 'node', 'import', 'module', 'default']
const load = async (path) =>
  (
    await runnerImport(fileURLToPath(new URL(`../fuzz/harness/${path}`, import.meta.url)), {
      configFile: false,
      logLevel: 'error',
      resolve: { conditions },
      ssr: { resolve: { conditions } },
    })
  ).module

const { listOf } = await load('list.ts')
const { known } = await load('known.ts')
writeFileSync(new URL('../fuzz/relations.md', import.meta.url), listOf(known))
process.exit()
