import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { root } from '../workspaces.mjs'

it('no file holds both sides of a merge', () => {
  // exit code 1, which throws, where there are none
  const found = () =>
    execFileSync('git', ['grep', '-lE', '^(<{7}|>{7}) '], { cwd: root, encoding: 'utf8', stdio: 'pipe' })
  expect(found).toThrow(expect.objectContaining({ status: 1, stdout: '' }))
})
