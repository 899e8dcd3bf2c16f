// Takes the README's pictures of the demo from the running page: node scripts/demo-screenshots.mjs, after a build.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.mjs'

const SHOTS = [
  { name: 'square', hash: '#square?on=cube&values=10010110&draws=300', ready: 'main .lattice' },
  {
    name: 'landau',
    hash: '#landau?step=1500&t=-120&pick=3',
    ready: 'main [aria-label="Steps made"]:has-text("1500 /")',
  },
  {
    name: 'graphs',
    hash: '#graphs?goal=embed&step=500',
    ready: 'main [aria-label="Steps made"]:has-text("500 /")',
  },
  { name: 'maps', hash: '#maps', ready: 'main .matrix' },
]
const VIEWPORT = { width: 1200, height: 760 }
// the page as it is published
process.env.NODE_ENV = 'production'

const root = fileURLToPath(new URL('../apps/demo', import.meta.url))
const pictures = fileURLToPath(new URL('../docs/public/demo', import.meta.url))
const outDir = mkdtempSync(join(tmpdir(), 'buridan-shots-'))
const config = { root, logLevel: 'error', build: { outDir, emptyOutDir: true } }
await build(config)
const server = await preview({ ...config, preview: { port: 0, host: '127.0.0.1' } })
const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS })
try {
  mkdirSync(pictures, { recursive: true })
  for (const { name, hash, ready } of SHOTS) {
    const page = await browser.newPage({ viewport: VIEWPORT, reducedMotion: 'reduce' })
    await page.goto(server.resolvedUrls.local[0] + hash)
    await page.locator(ready).first().waitFor({ timeout: 120_000 })
    await page.waitForTimeout(500)
    await page.screenshot({ path: join(pictures, `${name}.png`) })
    await page.close()
    console.log(name)
  }
} finally {
  await browser.close()
  await server.close()
  rmSync(outDir, { recursive: true, force: true })
}
