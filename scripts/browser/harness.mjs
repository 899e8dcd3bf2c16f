// What the tests in Chromium share: one browser, pages built by Vite or found built, and a count.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'
import { CHROMIUM_FLAGS, chromiumPath, WEBGL_FLAGS } from '../chromium.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const counts = { passed: 0, failed: 0 }
const work = mkdtempSync(join(tmpdir(), 'buridan-browser-'))
const browsers = new Map()

export function passed(name) {
  counts.passed++
  console.log(`✓ ${name}`)
}

export function failed(name, error) {
  counts.failed++
  console.log(`✗ ${name}\n  ${error}`)
}

export async function check(name, body) {
  try {
    await body()
    passed(name)
  } catch (error) {
    failed(name, error instanceof Error ? error.stack : error)
  }
}

export function equal(actual, expected, what) {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`${what}: ${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`)
}

/** An empty folder for files of a test, below a folder from which the packages are found. */
export function folder(name, below = work) {
  const path = join(below, name)
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path, { recursive: true })
  return path
}

/** Builds the project from the packages' sources; where it is then. */
export async function built(project, name) {
  const outDir = join(work, name)
  await build({
    root: project,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['buridan-source', 'browser', 'module', 'import', 'default'] },
    build: { outDir, emptyOutDir: true, target: 'esnext' },
  })
  return outDir
}

/** webgl by software is slow: only what is about webgl gets it. */
async function browserWith(webgl) {
  const args = webgl
    ? CHROMIUM_FLAGS
    : [...CHROMIUM_FLAGS.filter((f) => !WEBGL_FLAGS.includes(f)), '--disable-gpu']
  if (!browsers.has(webgl)) {
    browsers.set(webgl, await chromium.launch({ executablePath: chromiumPath(), args }))
  }
  return browsers.get(webgl)
}

/** Serves a folder and calls the function with a page that has been opened, and with what it asked other hosts for. */
export async function onPage(outDir, path, use, { webgl = false } = {}) {
  const browser = await browserWith(webgl)
  const server = await preview({
    root: outDir,
    configFile: false,
    logLevel: 'error',
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  })
  const page = await browser.newPage()
  const elsewhere = []
  page.on('pageerror', (error) => console.log(`page error: ${error.message}`))
  const own = new URL(server.resolvedUrls.local[0])
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol.startsWith('http') && host !== own.host) elsewhere.push(request.url())
  })
  try {
    await page.goto(new URL(path, own).href)
    return await use(page, elsewhere)
  } finally {
    await page.close()
    await server.close()
  }
}

export async function closeAll() {
  for (const browser of browsers.values()) await browser.close()
  rmSync(work, { recursive: true, force: true })
}
