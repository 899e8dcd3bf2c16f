// Finds Chromium, or installs Debian's where there is none and we may.
import { execFileSync } from 'node:child_process'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

function found() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  for (const name of NAMES) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
    } catch {
      // the next name
    }
  }
  return undefined
}

/** The path of a Chromium; throws with what to do where there is none. */
export function chromiumPath() {
  const before = found()
  if (before) return before
  try {
    const options = { stdio: ['ignore', 'ignore', 'inherit'] }
    execFileSync('apt-get', ['update'], options)
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options)
  } catch (cause) {
    throw new Error('no Chromium here and it cannot be installed: install it, or set CHROMIUM to its path', {
      cause,
    })
  }
  const after = found()
  if (!after) throw new Error('Chromium was installed and is not found')
  return after
}

/** webgl by software: there need not be a graphics card. */
export const WEBGL_FLAGS = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
]

export const CHROMIUM_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...WEBGL_FLAGS,
]
