import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { addressOf, closeClean, openPage } from './open-page.js'

const file = (name: string, value: unknown) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(JSON.stringify(value)),
})

/** The numbers of vertices and edges in each drawing of the screen of graphs, the board first. */
function drawings(page: Page): Promise<string[]> {
  return page.locator('.graphs-screen svg').evaluateAll((all) =>
    all.map((svg) => {
      const places = new Set(
        [...svg.querySelectorAll('circle:not(.ring)')].map((c) => {
          const { x, y, width, height } = c.getBoundingClientRect()
          return `${Math.round(x + width / 2)} ${Math.round(y + height / 2)}`
        }),
      )
      return `${places.size} ${svg.querySelectorAll('line').length}`
    }),
  )
}

async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel('paste').fill(text)
  await page.getByLabel('paste').press('Enter')
}

describe('after a change of the graph', () => {
  it('all columns are of the new one, whatever they showed of the last: trained, pasted, drawn, picked', async () => {
    const open = await openPage('#graphs?goal=embed')
    const { page } = open
    const step = page.getByRole('button', { name: 'step', exact: true })
    const trained = page.getByRole('img', { name: /^relaxed: \d+ different vectors? of/ })
    const graph = page.getByRole('combobox', { name: 'Graph' })
    const changes: readonly (readonly [string, string, () => Promise<unknown>])[] = [
      // the board and three columns without vectors
      ['pasted', '4 4', () => paste(page, '0-1, 1-2, 2-0, 2-3')],
      ['larger', '8 12', () => graph.selectOption({ label: 'cube' })],
      ['smaller', '4 3', () => graph.selectOption({ label: 'path of 4' })],
      ['a vertex more', '5 3', () => page.getByRole('button', { name: 'add vertex' }).click()],
      [
        'an edge more',
        '5 4',
        async () => {
          await page.getByRole('button', { name: /^vertex 0/ }).click()
          await page.getByRole('button', { name: /^vertex 3/ }).click()
        },
      ],
      ['picked', '10 15', () => graph.selectOption({ label: 'Petersen' })],
    ]
    for (const [i, [name, size, change]] of changes.entries()) {
      // the first and the last one while it trains
      if (i % (changes.length - 1) === 0) await page.getByRole('button', { name: 'train' }).click()
      else await step.click()
      await trained.waitFor()
      await change()
      await expect.poll(() => drawings(page), { message: name }).toEqual(Array(4).fill(size))
      expect(await page.getByRole('img', { name: /: not trained yet$/ }).count(), name).toBe(3)
      expect(await page.getByRole('alert').count(), name).toBe(0)
    }
    await closeClean(open)
  })

  it('a vertex that was pressed before is not one of the new graph', async () => {
    const open = await openPage('#graphs?g=EhEG')
    const { page } = open
    await page.getByRole('button', { name: /^vertex 3/ }).click()
    await page.locator('[aria-pressed=true]').waitFor()
    await page.getByRole('combobox', { name: 'Graph' }).selectOption({ label: 'path of 4' })
    await page.getByText('2 symmetries, 2 orbits').waitFor()
    expect(await page.locator('[aria-pressed=true]').count()).toBe(0)
    await page.getByRole('button', { name: /^vertex 0/ }).click()
    await page.locator('[aria-pressed=true]').waitFor()
    expect((await drawings(page))[0]).toBe('4 3')
    await closeClean(open)
  })
})

describe('what was said of an address', () => {
  it('is not said of what came after it', async () => {
    const open = await openPage('#square?values=77')
    const { page } = open
    const alert = page.getByRole('alert')
    await alert.waitFor()
    await page.getByRole('button', { name: 'point 0, value 1' }).click()
    await alert.waitFor({ state: 'detached' })
    await page.goto(`${page.url().split('#')[0]}#graphs?g=~~~~`)
    await alert.waitFor()
    await page.getByRole('button', { name: 'add vertex' }).click()
    await alert.waitFor({ state: 'detached' })
    await closeClean(open)
  })

  it('keeps no data from being audited, and no data stay that are not asked for', async () => {
    const open = await openPage('#data?example=nothing')
    const { page } = open
    const alert = page.getByRole('alert')
    await alert.waitFor()
    const pairs = { group: 'S(2)', repIn: 'V', repOut: 'V', x: [[1, 1]], y: [[1, 0]] }
    await page.locator('input[type=file]').setInputFiles(file('pairs.json', pairs))
    await page.getByText('strict floor 0.5').waitFor()
    expect(await alert.count()).toBe(0)
    await page.getByRole('combobox', { name: 'Examples' }).selectOption('squares')
    await page.getByText('squares.json').waitFor()
    await page.getByText('strict floor 0.3102').waitFor()
    expect(await addressOf(page)).toContain('example=squares')
    await page.getByRole('link', { name: 'Your data' }).click()
    await page
      .getByText(/strict floor/)
      .first()
      .waitFor({ state: 'detached' })
    expect(await page.getByText(/squares\.json|too large/).count()).toBe(0)
    await closeClean(open)
  })

  it('is not said of another backend', async () => {
    const open = await openPage('#landau?step=1&backend=webgpu')
    const { page } = open
    // headless Chromium has no adapter
    await page.getByText('webgpu is not there: wasm').waitFor()
    await page.getByLabel('backend').selectOption('cpu')
    await page.getByText(/is not there/).waitFor({ state: 'detached' })
    await page.waitForTimeout(200)
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.getByRole('button', { name: 'step', exact: true }).click()
    await page.getByText('auto: cpu').waitFor({ state: 'attached' })
    await closeClean(open)
  })
})

it('a symmetry that the keyboard points at moves no points of another arrangement', async () => {
  const open = await openPage('#square?on=cube')
  const { page } = open
  await page.getByText('48 of 48 symmetries keep it').waitFor()
  // one that takes points to where a square has none
  await page
    .getByRole('button', { name: /^\(0 [4-7]/ })
    .first()
    .focus()
  await page.evaluate(() => {
    location.hash = '#square'
  })
  await page.getByText('8 of 8 symmetries keep it').waitFor()
  expect(await page.getByRole('button', { name: /^point/ }).count()).toBe(4)
  await page.getByRole('button', { name: 'point 0, value 1' }).click()
  await page.getByText('2 of 8 symmetries keep it').waitFor()
  await closeClean(open)
})
