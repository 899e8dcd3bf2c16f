// Sizes of what is imported of each package: within the limits of `.size-limit.mjs`, and as the package's README says, to 3 %.
// `npm run sizes -- --write` puts the measured figures into the READMEs.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const write = process.argv.includes('--write')
const TOLERANCE = 0.03

const { stdout, stderr, error } = spawnSync('size-limit', ['--json'], { cwd: root, encoding: 'utf8' })
if (error) throw error
const measured = JSON.parse(stdout)
if (!Array.isArray(measured)) throw new Error(`size-limit failed: ${measured.error ?? stderr}`)

let wrong = 0
for (const { name, size, sizeLimit } of measured) {
  const [pkg, what] = name.split(/: (.*)/)
  const complaints = []
  if (size > sizeLimit) complaints.push(`over the limit of ${kB(sizeLimit)}`)
  const complaint = write ? writeDown(pkg, what, size) : compare(pkg, what, size)
  if (complaint) complaints.push(complaint)
  wrong += complaints.length
  console.log(
    `${complaints.length ? '✗' : '✓'} ${name}: ${kB(size)}${complaints.map((c) => `; ${c}`).join('')}`,
  )
}
process.exitCode = wrong === 0 ? 0 : 1

function kB(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`
}

/** The README's row of a size. */
function rowOf(what) {
  return new RegExp(`^\\| ${what.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')} \\| ([\\d.]+) kB \\|$`, 'm')
}

function readme(pkg) {
  return join(root, 'packages', pkg, 'README.md')
}

function compare(pkg, what, size) {
  const said = rowOf(what).exec(readFileSync(readme(pkg), 'utf8'))?.[1]
  if (said === undefined) return `the README of ${pkg} has no row “| ${what} | … kB |”`
  return Math.abs(Number(said) * 1000 - size) > TOLERANCE * size
    ? `the README of ${pkg} says ${said} kB`
    : undefined
}

function writeDown(pkg, what, size) {
  const text = readFileSync(readme(pkg), 'utf8')
  const row = `| ${what} | ${kB(size)} |`
  writeFileSync(
    readme(pkg),
    text.replace(rowOf(what), () => row),
  )
  return compare(pkg, what, size)
}
