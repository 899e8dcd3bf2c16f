// Equal seeds give equal results in this Node, in Node 22 and 24 (from npm) and in Chromium: whole numbers exactly, floats
// to 2e-3, which is what webgl and wasm differ by after thirty steps of training.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { built, check, closeAll, counts, folder, onPage } from '../../scripts/browser/harness.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const program = join(here, 'facts-of-node.mjs')
const CLOSE = 2e-3

function inNode(node) {
  return JSON.parse(
    execFileSync(node, [program], { encoding: 'utf8', maxBuffer: 2 ** 24 })
      .trim()
      .split('\n')
      .at(-1),
  )
}

/** A Node of another version, from npm. */
function nodeOf(version, work) {
  const at = join(work, String(version))
  mkdirSync(at)
  const name = `node-${process.platform}-${process.arch}`
  execFileSync('npm', [
    'install',
    '--prefix',
    at,
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    `${name}@${version}`,
  ])
  return join(at, 'node_modules', name, 'bin', 'node')
}

async function inChromium() {
  const project = folder('.run-facts', here)
  writeFileSync(join(project, 'index.html'), '<!doctype html><script type="module" src="/main.js"></script>')
  writeFileSync(
    join(project, 'main.js'),
    `import { close, exact } from '../facts.mjs'
globalThis.__facts = { exact: exact(), close: await close() }
`,
  )
  try {
    return await onPage(await built(project, 'facts'), '/', async (page) => {
      await page.waitForFunction(() => globalThis.__facts !== undefined, undefined, { timeout: 240_000 })
      return page.evaluate(() => globalThis.__facts)
    })
  } finally {
    rmSync(project, { recursive: true, force: true })
  }
}

function compare(found, expected) {
  for (const [name, value] of Object.entries(expected.exact)) {
    if (JSON.stringify(found.exact[name]) !== JSON.stringify(value))
      throw new Error(
        `${name}: ${JSON.stringify(found.exact[name])} is not ${JSON.stringify(value)}`.slice(0, 600),
      )
  }
  for (const [name, values] of Object.entries(expected.close)) {
    values.forEach((v, i) => {
      if (!(Math.abs(found.close[name][i] - v) <= CLOSE * Math.max(1, Math.abs(v))))
        throw new Error(`${name}[${i}]: ${found.close[name][i]} is not near ${v}`)
    })
  }
}

const work = mkdtempSync(join(tmpdir(), 'buridan-everywhere-'))
const expected = inNode(process.execPath)
await check(`Node ${process.version} gives the same twice`, () => compare(inNode(process.execPath), expected))
for (const version of [20, 22, 24]) {
  if (process.versions.node.startsWith(`${version}.`)) continue
  await check(`Node ${version} gives the same`, () => compare(inNode(nodeOf(version, work)), expected))
}
await check('Chromium gives the same', async () => compare(await inChromium(), expected))
await closeAll()
rmSync(work, { recursive: true, force: true })
console.log(`everywhere: ${counts.passed} passed, ${counts.failed} failed`)
process.exit(counts.failed === 0 ? 0 : 1)
