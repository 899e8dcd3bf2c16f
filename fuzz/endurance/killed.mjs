// Training that is killed fifty times at random moments and goes on ends with the weights and losses of a run that was not, to
// the last bit; and no half-written file is left. `node killed.mjs [KILLS]`
import { fork } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rng } from '@buridan/groups'

const KILLS = Number(process.argv[2] ?? 50)
const EPOCHS = String(60 * KILLS)
const child = fileURLToPath(new URL('training.mjs', import.meta.url))
const random = rng(1)

/** Runs the training, killed so many milliseconds after it begins; what it printed. */
function train(checkpoint, killedAfter) {
  return new Promise((resolve) => {
    const run = fork(child, [checkpoint, EPOCHS], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
    let said = ''
    run.stdout.on('data', (chunk) => {
      said += chunk
    })
    run.on('message', () => {
      if (killedAfter !== undefined) setTimeout(() => run.kill('SIGKILL'), killedAfter)
    })
    run.on('close', (code, signal) => resolve({ said: said.trim(), code, signal }))
  })
}

const folder = mkdtempSync(join(tmpdir(), 'buridan-killed-'))
const whole = train(join(folder, 'whole.checkpoint'))
let kills = 0
let last
while (kills < KILLS) {
  last = await train(join(folder, 'killed', 'run.checkpoint'), Math.floor(random.float() * 160))
  if (last.signal !== 'SIGKILL') break
  kills++
}
if (last.signal === 'SIGKILL') last = await train(join(folder, 'killed', 'run.checkpoint'))
const expected = await whole
const left = readdirSync(join(folder, 'killed'))
rmSync(folder, { recursive: true, force: true })
const same = last.code === 0 && expected.code === 0 && last.said === expected.said && last.said.length === 64
// temporary files of writes that were killed stay beside, as nothing can clean up after SIGKILL; they are never read
console.log(`killed ${kills} times, ${left.length - 1} temporary files left beside the checkpoint`)
console.log(`weights and losses: ${last.said.slice(0, 16)}…, unkilled ${expected.said.slice(0, 16)}…`)
if (kills < KILLS || !same) {
  console.error(kills < KILLS ? `the run was over after ${kills} kills: make it longer` : 'they differ')
  process.exitCode = 1
}
