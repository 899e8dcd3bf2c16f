// The page of the tutorial “Train in the browser”, as it stands there.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { built, check, equal, folder, onPage, root } from './harness.mjs'

const TIMEOUT = 120_000

export async function tutorial() {
  await check('the tutorial’s page trains and says what it promises', async () => {
    const text = readFileSync(join(root, 'docs/tutorials/train-in-the-browser.md'), 'utf8')
    const blocks = new Map(
      [...text.matchAll(/^```[a-z]+ \[([^\]]+)\]\n([\s\S]*?)^```$/gm)].map((m) => [m[1], m[2]]),
    )
    // packages are found from here
    const project = folder('.run-browser', join(root, 'docs/test'))
    for (const name of ['index.html', 'main.ts']) writeFileSync(join(project, name), blocks.get(name))
    const expected = blocks.get('page').trim().split('\n')
    try {
      await onPage(await built(project, 'tutorial'), '/', async (page) => {
        await page.waitForFunction(
          () => /\d/.test(document.querySelector('#answers')?.textContent ?? ''),
          undefined,
          { timeout: TIMEOUT },
        )
        const said = await page.evaluate(() =>
          Array.from(document.querySelectorAll('p'), (p) => p.textContent.trim()),
        )
        equal(said, expected, 'the page')
      })
    } finally {
      rmSync(project, { recursive: true, force: true })
    }
  })
}
