// Plants imports against the direction of the house and sees the check fail on each.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
// not among the sources: what is built meanwhile must not see them
const planted = 'packages/groups/bench-planted'
const cases = {
  'groups-imports-only-to-the-left': "export { equivariantBasis } from '../../constraints/src/index.js'\n",
  'no-tensorflow-up-to-constraints': "export { tidy } from '@tensorflow/tfjs'\n",
}
let wrong = 0
try {
  mkdirSync(join(root, planted), { recursive: true })
  for (const [rule, code] of Object.entries(cases)) writeFileSync(join(root, planted, `${rule}.ts`), code)
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'boundaries'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const rule of Object.keys(cases)) {
    if (status !== 0 && stdout.includes(`${rule}: ${planted}/${rule}.ts`)) console.log(`caught: ${rule}`)
    else {
      wrong++
      console.log(`the import that breaks ${rule} was not caught:\n${stdout}`)
    }
  }
} finally {
  rmSync(join(root, planted), { recursive: true, force: true })
}
process.exitCode = wrong === 0 ? 0 : 1
