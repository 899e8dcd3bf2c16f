import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { root } from '../workspaces.mjs'

const { status, stdout } = spawnSync('git', ['grep', '-lE', '^(<{7}|>{7}) '], { cwd: root, encoding: 'utf8' })

// where git is absent, or the files are no repository of it, there is none to ask
it.skipIf(status !== 0 && status !== 1)('no file holds both sides of a merge', () => {
  expect(stdout).toBe('')
})
