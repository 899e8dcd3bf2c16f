// Plants an import against the direction of the house and sees the check fail on it.
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const planted = fileURLToPath(new URL('../packages/groups/src/planted-import.ts', import.meta.url))
const cases = {
  'groups-imports-only-to-the-left': "export { equivariantBasis } from '../../constraints/src/index.js'\n",
  'no-tensorflow-up-to-constraints': "export { tidy } from '@tensorflow/tfjs'\n",
}
let wrong = 0
for (const [rule, code] of Object.entries(cases)) {
  try {
    writeFileSync(planted, code)
    const { status, stdout } = spawnSync('npm', ['run', '--silent', 'boundaries'], { encoding: 'utf8' })
    if (status === 0 || !stdout.includes(rule)) {
      wrong++
      console.log(`the import that breaks ${rule} was not caught:\n${stdout}`)
    } else console.log(`caught: ${rule}`)
  } finally {
    rmSync(planted, { force: true })
  }
}
process.exitCode = wrong === 0 ? 0 : 1
