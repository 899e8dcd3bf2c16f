import { describe, expect, it } from 'vitest'
import { addressOf, closeClean, expectAccessible, openPage } from './open-page.js'

describe('pictures of maps', () => {
  it('follow what is typed, and say what cannot be read', async () => {
    const open = await openPage('#maps')
    const { page } = open
    await page.getByText('185 maps of 28 × 175').waitFor()
    await page.getByLabel('group').fill('Z(4)')
    await page.getByLabel('from').fill('V')
    await page.getByLabel('to', { exact: true }).fill('V')
    await page.getByText('4 maps of 4 × 4').waitFor()
    await page.getByLabel('to', { exact: true }).fill('V+')
    await page.getByRole('alert').waitFor()
    const shared = await openPage(await addressOf(page))
    await shared.page.getByRole('alert').waitFor()
    expect(await shared.page.getByLabel('to', { exact: true }).inputValue()).toBe('V+')
    await closeClean(shared)
    await closeClean(open)
  })

  it('that take long are left for the next, and keep no other screen waiting', async () => {
    const open = await openPage('#maps?group=O(3)&in=T(6)&out=T(6)')
    const { page } = open
    await page.getByRole('status').getByText('computing').waitFor()
    await page.getByRole('link', { name: 'Square' }).click()
    await page.getByText('8 of 8 symmetries keep it').waitFor({ timeout: 10_000 })
    await page.goBack()
    await page.getByRole('status').getByText('computing').waitFor()
    await page.getByLabel('from').fill('V')
    await page.getByLabel('to', { exact: true }).fill('V')
    await page.getByText('1 map of 3 × 3').waitFor({ timeout: 10_000 })
    expect(await page.getByText('computing').count()).toBe(0)
    await closeClean(open)
  })

  it('show entries that are alike where one is pointed at', async () => {
    const open = await openPage('#maps?group=Z(4)&in=V&out=V')
    const { page } = open
    const picture = page.getByRole('img', { name: '4 by 4 matrix, 4 kinds of entries' })
    const box = (await picture.boundingBox())!
    await page.mouse.move(box.x + 0.4 * box.width, box.y + 0.1 * box.height)
    await page.getByText('kind 2: 4 entries').waitFor()
    await page.mouse.move(1, 1)
    await page.getByText('4 kinds', { exact: true }).waitFor()
    await page.getByLabel('alike entries').fill('3')
    await expect.poll(() => new URL(page.url()).hash).toContain('shown=3')
    await closeClean(open)
  })

  it('leave axe nothing to find on a phone, in light and in dark', async () => {
    const open = await openPage('#maps', { viewport: { width: 390, height: 844 } })
    await open.page.getByText('185 maps of 28 × 175').waitFor()
    await expectAccessible(open.page)
    await closeClean(open)
  })
})
