// Packs every package and uses the tarballs outside the workspace, as those who install them do.
import { rmSync } from 'node:fs'
import { counts, work } from './consumers/harness.mjs'
import { nodeConsumers } from './consumers/node.mjs'
import { checkedTarballs } from './consumers/tarballs.mjs'
import { typescriptConsumers } from './consumers/typescript.mjs'
import { viteConsumer } from './consumers/vite.mjs'

const packed = await checkedTarballs()
const project = await nodeConsumers(packed)
await typescriptConsumers(packed, project)
await viteConsumer(packed, project)

rmSync(work, { recursive: true, force: true })
console.log(`consumers: ${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed === 0 ? 0 : 1
