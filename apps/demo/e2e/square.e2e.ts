import { describe, expect, it } from 'vitest'
import { addressOf, closeClean, expectAccessible, openPage } from './open-page.js'

const keeps = (order: number, of: number) => `${order} of ${of} symmetries keep it`

describe('patterns on points', () => {
  it('show at once what a click changes, in the picture and in the address', async () => {
    const open = await openPage()
    const { page } = open
    await page.getByText(keeps(8, 8)).waitFor()
    await page.getByRole('button', { name: 'point 0, value 1' }).click()
    await page.getByText(keeps(2, 8)).waitFor()
    await expect.poll(() => new URL(page.url()).hash).toBe('#square?values=2111')
    expect(await page.getByRole('heading', { name: 'Relaxed: 1 answer' }).count()).toBe(1)
    await page.getByRole('combobox', { name: 'Arrangement' }).selectOption('cube')
    await page.getByText(keeps(48, 48)).waitFor()
    await page.getByRole('button', { name: 'point 3, value 1' }).click()
    await page.getByText(keeps(6, 48)).waitFor()
    expect(
      await page.getByRole('img', { name: /^class \d+ of 33: subgroups of order 6, 4 alike/ }).count(),
    ).toBe(1)
    await closeClean(open)
  })

  it('stand on rings of any size and on graphs that are pasted', async () => {
    const open = await openPage()
    const { page } = open
    await page.getByRole('combobox', { name: 'Arrangement' }).selectOption('Ring')
    await page.getByText(keeps(12, 12)).waitFor()
    await page.getByLabel('points', { exact: true }).fill('9')
    await page.getByText(keeps(18, 18)).waitFor()
    // a house: a square with a roof
    await page.getByLabel('paste').fill('0-1 1-2 2-3 3-0 0-4 1-4')
    await page.getByLabel('paste').press('Enter')
    await page.getByText(keeps(2, 2)).waitFor()
    const places = await page
      .getByRole('button', { name: /^point/ })
      .evaluateAll((all) => all.map((e) => JSON.stringify(e.getBoundingClientRect())))
    expect(new Set(places).size).toBe(5)
    await page.getByLabel('paste').fill('0-0')
    await page.getByLabel('paste').press('Enter')
    expect(await page.getByRole('alert').textContent()).toMatch(/itself/)
    const shared = await openPage(await addressOf(page))
    await shared.page.getByText(keeps(2, 2)).waitFor()
    await closeClean(shared)
    await closeClean(open)
  })

  it('move with the symmetry that is pointed at', async () => {
    const open = await openPage()
    const { page } = open
    const at = async () => {
      const box = (await page.getByRole('button', { name: 'point 0, value 1' }).boundingBox())!
      return [box.x, box.y]
    }
    await page.getByText(keeps(8, 8)).waitFor()
    const before = await at()
    await page.getByRole('button', { name: '(0 1 2 3)' }).hover()
    const moved = await at()
    expect(moved[0]! - before[0]!).toBeGreaterThan(50)
    await page.getByRole('heading', { name: 'Buridan' }).hover()
    expect(await at()).toEqual(before)
    await closeClean(open)
  })

  it('land on the outcomes, and land the same from the shared address', async () => {
    const open = await openPage('#square?on=cube&values=10010110')
    const { page } = open
    await page.getByRole('button', { name: 'choose' }).click()
    await page.getByRole('button', { name: 'choose' }).click()
    const outcomes = page.getByRole('list', { name: 'Answers of relaxed equivariance' }).getByRole('img')
    const landed = () => outcomes.evaluateAll((all) => all.map((e) => e.getAttribute('aria-label')!))
    const counts = async () => (await landed()).map((text) => Number(/(\d+) draw/.exec(text)![1]))
    await expect.poll(async () => (await counts()).reduce((a, b) => a + b, 0)).toBe(120)
    for (const n of await counts()) expect(Math.abs(n - 30)).toBeLessThan(20)
    const shared = await openPage(await addressOf(page))
    const text = await landed()
    await expect
      .poll(() =>
        shared.page
          .getByRole('list', { name: 'Answers of relaxed equivariance' })
          .getByRole('img')
          .evaluateAll((all) => all.map((e) => e.getAttribute('aria-label'))),
      )
      .toEqual(text)
    await closeClean(shared)
    await closeClean(open)
  })

  it('are shared by a press of a button', async () => {
    const open = await openPage('#square?values=2111', { permissions: ['clipboard-read', 'clipboard-write'] })
    const { page } = open
    expect(await page.title()).toBe('Square · Buridan')
    await page.getByRole('button', { name: 'share' }).click()
    await page.getByText('copied').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe(page.url())
    const shared = await openPage(new URL(copied).hash)
    await shared.page.getByText(keeps(2, 8)).waitFor()
    await closeClean(shared)
    await closeClean(open)
  })

  it('are changed from the keyboard', async () => {
    const open = await openPage()
    const { page } = open
    await page.getByText(keeps(8, 8)).waitFor()
    await page.getByRole('button', { name: 'point 2, value 1' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'point 2, value 0' }).waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'point 3, value 1',
    )
    await closeClean(open)
  })

  it('are as they come where the address is wrong, which is said', async () => {
    const open = await openPage('#square?values=77')
    expect(await open.page.getByRole('alert').textContent()).toMatch(/4 digits/)
    await open.page.getByText(keeps(8, 8)).waitFor()
    await closeClean(open)
  })

  it.each([1200, 390])('leave axe nothing to find on %i pixels, in light and in dark', async (width) => {
    const open = await openPage('#square?on=petersen&draws=60', { viewport: { width, height: 844 } })
    await open.page.getByText(keeps(120, 120)).waitFor()
    await expectAccessible(open.page)
    await closeClean(open)
  })
})
