import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeClean, openPage } from './open-page.js'
import { differenceOf, pictureOf } from './pixels.js'

/** What is dragged, as the browser gets it from the desktop. */
interface Dragged {
  readonly files?: readonly string[]
  readonly items?: { readonly mimeType: string; readonly data: string }[]
}

let folder: string
const path = (name: string) => join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'buridan-drops-'))
  const pairs = { group: 'S(2)', repIn: 'V', repOut: 'V', x: [[1, 1]], y: [[1, 0]] }
  writeFileSync(path('pairs.json'), JSON.stringify(pairs))
  writeFileSync(path('other.json'), JSON.stringify({ ...pairs, y: [[3, 1]] }))
  writeFileSync(path('paw.txt'), '0-1, 1-2, 2-0, 2-3\n')
  writeFileSync(path('picture.png'), 'not a picture')
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Drags over places of the page as a person would, and drops at the last one: a page that does not take it is left by the browser. */
async function drag(
  page: Page,
  { files = [], items = [] }: Dragged,
  place: string,
  types: readonly ('dragEnter' | 'dragOver' | 'drop')[] = ['dragEnter', 'dragOver', 'drop'],
) {
  const { x, y, width, height } = (await page.locator(place).first().boundingBox())!
  const at = { x: x + width / 2, y: Math.min(y + height / 2, 700) }
  const session = await page.context().newCDPSession(page)
  const data = { items: [...items], files: [...files], dragOperationsMask: 1 }
  for (const type of types) await session.send('Input.dispatchDragEvent', { type, ...at, data })
}

/** Marks a page: one that was left and loaded again has no mark. */
const mark = (page: Page) => page.evaluate(() => Object.assign(globalThis, { isMarked: true }))
const isMarked = (page: Page) => page.evaluate(() => 'isMarked' in globalThis)

/** Opens another screen of the page as it is. */
async function to(page: Page, hash: string, place = 'main'): Promise<void> {
  await page.evaluate((h) => {
    location.hash = h
  }, hash)
  await page
    .getByText(/strict floor/)
    .first()
    .waitFor({ state: 'detached' })
  await page.locator(place).first().waitFor()
}

describe('files that are dropped', () => {
  it('anywhere, on any screen, are audited', async () => {
    // the footer says what is kept for use without a network
    const open = await openPage('', { serviceWorkers: 'allow' })
    const { page } = open
    await mark(page)
    for (const [hash, place] of [
      ['#square', '.board'],
      ['#landau', 'header h1'],
      ['#graphs', 'footer'],
      ['#maps', '.maps-screen input'],
      ['#data', '.data-screen input[type=file]'],
    ] as const) {
      await to(page, hash, place)
      await drag(page, { files: [path('pairs.json')] }, place)
      await page.getByText('strict floor 0.5').waitFor()
      expect(await page.getByText(/^pairs\.json/).textContent()).toBe('pairs.json')
      await expect.poll(() => page.url()).toContain('files=')
    }
    // and those that are dropped next
    await drag(page, { files: [path('other.json')] }, 'nav')
    await page.getByText('strict floor 2').waitFor()
    expect([await page.getByText(/pairs\.json/).count(), await isMarked(page)]).toEqual([0, true])
    await closeClean(open)
  })

  it('and hold a graph are put where graphs are shown', async () => {
    const open = await openPage()
    const { page } = open
    await mark(page)
    for (const [hash, says] of [
      ['#square', '2 of 2 symmetries keep it'],
      ['#graphs?goal=embed&step=1', '2 symmetries, 3 orbits'],
      ['#maps', '2 symmetries, 3 orbits'],
    ] as const) {
      await to(page, hash)
      await drag(page, { files: [path('paw.txt')] }, 'main')
      await page.getByText(says).waitFor()
    }
    expect(await isMarked(page)).toBe(true)
    await closeClean(open)
  })

  it('and are no data are refused in words, and nothing that is dropped makes the browser leave the page', async () => {
    const open = await openPage('#landau')
    const { page } = open
    await mark(page)
    const stay = page.url()
    // a link, and a text: they are for fields alone
    for (const [mimeType, data] of [
      ['text/uri-list', `${stay.split('#')[0]}examples/squares.json`],
      ['text/plain', 'V+V'],
    ] as const) {
      await drag(page, { items: [{ mimeType, data }] }, 'main')
      await page.waitForTimeout(200)
      expect([page.url(), await isMarked(page)]).toEqual([stay, true])
      expect(await page.locator('.drop-hint').count()).toBe(0)
    }
    for (const files of [[path('picture.png')], [folder], [path('paw.txt'), path('pairs.json')]]) {
      await drag(page, { files }, 'main')
      await page.getByRole('alert').waitFor()
      await page.getByRole('link', { name: 'Maps' }).click()
      await page.getByText(/maps of/).waitFor()
    }
    expect(await isMarked(page)).toBe(true)
    await closeClean(open)
  })

  it('are announced while they are dragged, and the page is as it was when they are gone', async () => {
    const open = await openPage('#graphs?g=EhEG')
    const { page } = open
    await page.getByText('12 symmetries, 1 orbit').waitFor()
    const main = page.locator('main')
    const gone = {
      'they leave the page': () => page.locator('body').dispatchEvent('dragleave', { relatedTarget: null }),
      'the pointer comes back without them': () => page.mouse.move(1, 1),
    }
    for (const [way, leave] of Object.entries(gone)) {
      const before = await pictureOf(main)
      await drag(page, { files: [path('pairs.json')] }, '.board', ['dragEnter', 'dragOver'])
      const hint = page.locator('.drop-hint')
      await hint.waitFor()
      expect((await differenceOf(main, before, await pictureOf(main))).inside, way).toBeGreaterThan(0.002)
      // what is under it is still what the pointer meets
      const isMet = await hint.evaluate((element) => {
        const { x, y } = element.querySelector('p')!.getBoundingClientRect()
        return element.contains(document.elementFromPoint(x + 5, y + 5))
      })
      expect(isMet, way).toBe(false)
      await leave()
      await hint.waitFor({ state: 'detached' })
      expect(await differenceOf(main, before, await pictureOf(main)), way).toEqual({ inside: 0, outside: 0 })
    }
    await closeClean(open)
  })
})
