// The documentation as it is built: formulas, the reference, search, and nothing from other hosts.
import { join } from 'node:path'
import { check, equal, onPage, root } from './harness.mjs'

export async function site() {
  const dist = join(root, 'docs/.vitepress/dist')
  await check('the site shows formulas and asks no other host', () =>
    onPage(dist, '/tutorials/audit-your-data.html', async (page, elsewhere) => {
      await page.waitForLoadState('networkidle')
      const formulas = await page.locator('.katex').count()
      if (formulas === 0) throw new Error('no formula is typeset')
      const font = await page.evaluate(() => getComputedStyle(document.querySelector('.katex')).fontFamily)
      if (!font.includes('KaTeX')) throw new Error(`formulas are in ${font}`)
      equal(elsewhere, [], 'requests to other hosts')
    }),
  )
  await check('subscripts of formulas are small, and those of subscripts smaller', () =>
    onPage(dist, '/mathematics.html', async (page) => {
      await page.waitForLoadState('networkidle')
      const found = await page.evaluate(() => {
        const sizeOf = (element) => Number.parseFloat(getComputedStyle(element).fontSize)
        return [...document.querySelectorAll('.katex-html')].flatMap((formula) =>
          [...formula.querySelectorAll('.msupsub *')]
            .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && /[\p{L}\p{N}]/u.test(n.data)))
            .map((e) => ({
              ratio: sizeOf(e) / sizeOf(formula),
              // how deep it stands in scripts
              depth: [...formula.querySelectorAll('.msupsub')].filter((s) => s.contains(e)).length,
              text: e.textContent,
            })),
        )
      })
      if (found.length < 10) throw new Error(`${found.length} letters in scripts`)
      const large = found.filter(({ ratio, depth }) => ratio > (depth > 1 ? 0.6 : 0.8) || ratio < 0.3)
      equal(large, [], 'letters in scripts at the size of the line')
    }),
  )
  await check('the site’s search finds a function and opens its place in the reference', () =>
    onPage(dist, '/', async (page, elsewhere) => {
      await page
        .getByRole('button', { name: /search/i })
        .first()
        .click()
      await page.locator('#localsearch-input').fill('canonicalLabelling')
      // where it stands, not where another package exports it once more
      const first = page.locator('.result', { hasText: 'canonicalLabelling()' }).first()
      await first.waitFor({ timeout: 30_000 })
      await first.click()
      await page.waitForURL(/\/api\/@buridan\/graphs/)
      await page.getByRole('heading', { name: 'canonicalLabelling()' }).first().waitFor({ timeout: 30_000 })
      equal(elsewhere, [], 'requests to other hosts')
    }),
  )
  await check('the site’s policy forbids nothing of the site, and what is not of it', () =>
    onPage(dist, '/', async (page) => {
      await page.addInitScript(() => {
        globalThis.forbidden = []
        document.addEventListener('securitypolicyviolation', (e) =>
          globalThis.forbidden.push(`${e.effectiveDirective} ${e.blockedURI}`),
        )
      })
      for (const path of [
        '/',
        '/mathematics.html',
        '/tutorials/break-a-symmetry.html',
        '/api/@buridan/core.html',
      ]) {
        await page.goto(new URL(path, page.url()).href, { waitUntil: 'networkidle' })
        equal(await page.evaluate(() => globalThis.forbidden), [], `forbidden on ${path}`)
      }
      const owned = await page.evaluate(async () => {
        document.body.append(
          Object.assign(document.createElement('script'), { textContent: 'globalThis.owned = 1' }),
        )
        const image = Object.assign(document.createElement('p'), {
          innerHTML: '<img src=x onerror="globalThis.owned = 2">',
        })
        document.body.append(image)
        await new Promise((resolve) => setTimeout(resolve, 300))
        return globalThis.owned ?? 0
      })
      equal(owned, 0, 'what an inline script did')
    }),
  )
}
