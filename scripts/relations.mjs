// Writes the list of relations by function.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadSource } from './load-source.mjs'

const path = (name) => fileURLToPath(new URL(`../fuzz/harness/${name}`, import.meta.url))
const [{ listOf }, { known }] = await loadSource(path('list.ts'), path('known.ts'))
writeFileSync(new URL('../fuzz/relations.md', import.meta.url), listOf(known))
process.exit()
