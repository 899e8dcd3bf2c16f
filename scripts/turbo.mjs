// Runs turbo without telemetry and update notices, on every platform.
import { spawnSync } from 'node:child_process'

const { status, error } = spawnSync('turbo', process.argv.slice(2), {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
})
if (error) console.error(`turbo: ${error.message}`)
process.exitCode = status ?? 1
