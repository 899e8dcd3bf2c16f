// Runs the tests of packages/emlp/test/browser in Chromium, on the webgl backend.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.mjs'

const root = fileURLToPath(new URL('../packages/emlp/test/browser', import.meta.url))
const outDir = mkdtempSync(join(tmpdir(), 'buridan-browser-'))
const TIMEOUT = 240_000

let failed = 0
let server
let browser
try {
  const config = {
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['buridan-source', 'browser', 'module', 'import', 'default'] },
    build: { outDir, emptyOutDir: true, target: 'esnext' },
  }
  await build(config)
  server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } })
  browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS })
  const page = await browser.newPage()
  page.on('pageerror', (error) => console.log(`page error: ${error.message}`))
  await page.goto(server.resolvedUrls.local[0])
  await page.waitForFunction(() => globalThis.__results !== undefined, undefined, { timeout: TIMEOUT })
  const results = await page.evaluate(() => globalThis.__results)
  for (const { name, error } of results) {
    console.log(error ? `✗ ${name}\n  ${error}` : `✓ ${name}`)
    if (error) failed++
  }
  if (results.length === 0) failed++
  console.log(`browser: ${results.length - failed} passed, ${failed} failed`)
} catch (error) {
  failed++
  console.log(`browser: ${error instanceof Error ? error.stack : error}`)
} finally {
  await browser?.close()
  await server?.close()
  rmSync(outDir, { recursive: true, force: true })
}
process.exit(failed === 0 ? 0 : 1)
