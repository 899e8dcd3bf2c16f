import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { contentSecurityPolicy } from '../content-security-policy.plugin.js'
import { SCREENS } from '../src/app/route.js'
import { closeClean, openPage } from './open-page.js'
import { ownServer } from './own-server.js'

/** What the policy of a page forbade since this was called, as `directive: what`. */
async function forbidden(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = []
    Object.assign(globalThis, { forbidden: seen })
    document.addEventListener('securitypolicyviolation', (e) => {
      seen.push(`${e.effectiveDirective}: ${e.blockedURI}`)
    })
  })
  return () => page.evaluate(() => (globalThis as unknown as { forbidden: string[] }).forbidden)
}

/** Does on a screen what loads and draws the most of it. */
const WORK: Readonly<Record<(typeof SCREENS)[number], (page: Page) => Promise<unknown>>> = {
  square: async (page) => {
    await page.getByRole('combobox', { name: 'Arrangement' }).selectOption('cube')
    return page
      .getByRole('img', { name: /^class \d+ of 33/ })
      .first()
      .waitFor()
  },
  landau: async (page) => {
    await page.getByRole('button', { name: 'step', exact: true }).click()
    return page.getByRole('img', { name: /^Free energy after 1 / }).waitFor()
  },
  graphs: async (page) => {
    await page.getByRole('button', { name: 'step', exact: true }).click()
    // HiGHS, of WebAssembly too, proves the optimum
    return page.getByRole('img', { name: /^strict: cuts .* at most/ }).waitFor()
  },
  data: async (page) => {
    await page.locator('input[type=file]').setInputFiles({
      name: 'water.xyz',
      mimeType: 'text/plain',
      buffer: Buffer.from('3\nenergy=1.5\nO 0 0 0.12\nH 0.76 0 -0.47\nH -0.76 0 -0.47\n'),
    })
    return page.getByText('1 of 1 samples symmetric').waitFor()
  },
  maps: (page) => page.locator('main svg, main canvas, main table').first().waitFor(),
}

it('nothing that the page does is forbidden, on any screen, in its workers neither', async () => {
  // workers are under the policy of the header that they came with, not under that of the page
  const server = await ownServer({ 'Content-Security-Policy': contentSecurityPolicy })
  for (const screen of SCREENS) {
    const open = await openPage(`#${screen}`, { url: server.url })
    const seen = await forbidden(open.page)
    await WORK[screen](open.page)
    expect([screen, await seen()]).toEqual([screen, []])
    await closeClean(open)
  }
  await server.close()
})

it('what gets into the page by a mistake neither runs nor asks others for anything', async () => {
  const { page } = await openPage('#maps')
  const seen = await forbidden(page)
  const ran = await page.evaluate(async () => {
    const own = 'globalThis.owned = true'
    const inserted = document.createElement('div')
    inserted.innerHTML = `<img src=x onerror="${own}"><svg onload="${own}"></svg><p style="position: fixed">a</p>
      <a id=link href="javascript:${own}">b</a><iframe srcdoc="<script>parent.${own}</script>"></iframe>
      <object data="data:text/html,<script>${own}</script>"></object><form id=form action="https://example.org/"></form>
      <img src="https://example.org/a.png"><link rel=stylesheet href="https://example.org/a.css"><base href="https://example.org/">`
    document.body.append(inserted)
    for (const attributes of [
      { textContent: own },
      { src: `data:text/javascript,${own}` },
      { src: URL.createObjectURL(new Blob([own])) },
      { src: 'https://example.org/a.js' },
    ]) {
      document.body.append(Object.assign(document.createElement('script'), attributes))
    }
    document.getElementById('link')!.click()
    ;(document.getElementById('form') as HTMLFormElement).submit()
    // later: strings are code to what a debugger evaluates
    await new Promise((resolve) => setTimeout(resolve, 0))
    const attempts = [
      () => new Function(own)(),
      () => fetch('https://example.org/'),
      () => import(/* @vite-ignore */ `data:text/javascript,${own}`),
    ]
    const refusals: string[] = []
    for (const attempt of attempts) {
      try {
        await attempt()
        refusals.push('done')
      } catch {
        refusals.push('refused')
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
    const style = getComputedStyle(inserted.querySelector('p')!).position
    return { owned: 'owned' in globalThis, refusals, style, base: document.baseURI, at: location.href }
  })
  expect(ran).toEqual({
    owned: false,
    refusals: ['refused', 'refused', 'refused'],
    style: 'static',
    base: ran.at.replace(/#.*/, '#maps'),
    at: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/#maps$/),
  })
  const directives = new Set((await seen()).map((text) => text.split(':')[0]))
  for (const of of ['script-src-elem', 'script-src-attr', 'style-src-attr', 'style-src-elem', 'img-src'])
    expect([...directives]).toContain(of)
  for (const of of ['connect-src', 'base-uri', 'form-action', 'script-src'])
    expect([...directives]).toContain(of)
})
