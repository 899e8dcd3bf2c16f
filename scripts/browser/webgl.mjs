// The tests of packages/emlp/test/browser, on the webgl backend.
import { join } from 'node:path'
import { built, failed, onPage, passed, root } from './harness.mjs'

export async function webgl() {
  const out = await built(join(root, 'packages/emlp/test/browser'), 'webgl')
  await onPage(
    out,
    '/',
    async (page) => {
      await page.waitForFunction(() => globalThis.__results !== undefined, undefined, { timeout: 240_000 })
      const results = await page.evaluate(() => globalThis.__results)
      for (const { name, error } of results)
        if (error) failed(name, error)
        else passed(name)
      if (results.length === 0) failed('webgl', 'no test ran')
    },
    { webgl: true },
  )
}
