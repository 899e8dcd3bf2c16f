// Answers questions of relations in a process of its own, one a line; from source, as the tests.
import { fileURLToPath } from 'node:url'
import { loadSource } from '../../scripts/load-source.mjs'

const [{ answerLines }] = await loadSource(fileURLToPath(new URL('./process-entry.ts', import.meta.url)))
await answerLines(process.stdin, process.stdout)
process.exit()
