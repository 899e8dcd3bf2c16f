// What the tests of packed packages share: tarballs of all packages, and projects that use them outside the workspace.
import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { manifestOf, packages, root } from '../workspaces.mjs'

export { packages, root } from '../workspaces.mjs'
export const work = mkdtempSync(join(tmpdir(), 'buridan-consumers-'))
/** How many checks passed and failed. */
export const counts = { passed: 0, failed: 0 }

export function run(cwd, command, ...args) {
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 26,
  })
}

export async function check(name, body) {
  try {
    await body()
    counts.passed++
    console.log(`✓ ${name}`)
  } catch (error) {
    counts.failed++
    console.log(`✗ ${name}\n${error.message}\n${error.stdout ?? ''}${error.stderr ?? ''}`)
  }
}

export function equal(actual, expected, what) {
  if (actual !== expected)
    throw new Error(`${what}: ${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`)
}

export function manifest(name) {
  return manifestOf(`packages/${name}`)
}

/**
 * Writes a project and installs what it depends on.
 *
 * @param options.like - a project that depends on most of it: what that has installed is copied first, as TensorFlow.js takes long to unpack
 */
export function project(name, dependencies, files, options = {}) {
  const folder = join(work, name)
  mkdirSync(folder)
  if (options.like) copyInstalled(options.like, folder)
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify(
      { name, private: true, type: 'module', dependencies, overrides: options.overrides ?? {} },
      null,
      1,
    ),
  )
  run(folder, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error')
  return folder
}

/** What a project has installed, for another: as links to the same files where the system's `cp` makes them. */
function copyInstalled(from, to) {
  const [installed, copied] = [from, to].map((folder) => join(folder, 'node_modules'))
  if (process.platform === 'linux') run(work, 'cp', '-al', installed, to)
  else cpSync(installed, copied, { recursive: true, verbatimSymlinks: true })
  // npm writes into this one
  rmSync(join(copied, '.package-lock.json'))
  copyFileSync(join(installed, '.package-lock.json'), join(copied, '.package-lock.json'))
}

const tarballs = join(work, 'tarballs')
mkdirSync(tarballs)

/** Packs all packages; the tarballs' paths by the folders' names. */
export function packAll() {
  run(root, 'pnpm', '--recursive', '--filter', './packages/*', 'pack', '--pack-destination', tarballs)
  const files = new Set(readdirSync(tarballs))
  return new Map(
    packages.map((name) => {
      const { name: full, version } = manifest(name)
      const file = `${full.replace('@', '').replace('/', '-')}-${version}.tgz`
      if (!files.has(file)) throw new Error(`there is no ${file}`)
      return [name, resolve(tarballs, file)]
    }),
  )
}
