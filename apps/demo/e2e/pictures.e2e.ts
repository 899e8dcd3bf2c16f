import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { SCREENS } from '../src/app/route.js'
import { closeClean, openPage } from './open-page.js'
import { differenceOf, partOf, pictureOf } from './pixels.js'

/** What may be painted around a point: its border, and the ring of the keyboard’s focus. */
const AROUND = 12
const NOTHING = { inside: 0, outside: 0 }
const VIEWS: readonly (readonly ['light' | 'dark', number])[] = [
  ['light', 1200],
  ['dark', 390],
]

async function viewed(hash: string, [colorScheme, width]: (typeof VIEWS)[number]) {
  return openPage(hash, { colorScheme, viewport: { width, height: 844 } })
}

/** Clicks a point of a board, and expects that the board is as it was but for the point. */
async function expectOnlyPoint(board: Locator, point: Locator, act: () => Promise<void>) {
  const part = await partOf(board, point, AROUND)
  const before = await pictureOf(board)
  await act()
  const { inside, outside } = await differenceOf(board, before, await pictureOf(board), part)
  expect(outside, 'what is not at the point').toBe(0)
  expect(inside, 'the point').toBeGreaterThan(0.02)
}

describe.each(VIEWS)('a picture in %s, %i pixels wide', (...view) => {
  it('of a pattern changes at the point that is pressed, and nowhere else', async () => {
    const open = await viewed('#square', view)
    const { page } = open
    await page.getByText('8 of 8 symmetries keep it').waitFor()
    const board = page.locator('.board')
    const first = await pictureOf(board)
    const point = board.getByRole('button').nth(1)
    await expectOnlyPoint(board, point, () => point.click())
    await page.getByText('2 of 8 symmetries keep it').waitFor()
    await expectOnlyPoint(board, point, () => point.click())
    // a point has three values: it is as it was
    await point.click()
    await page.getByRole('button', { name: 'point 1, value 1' }).waitFor()
    expect(await differenceOf(board, first, await pictureOf(board))).toEqual(NOTHING)
    await closeClean(open)
  })

  it('of a graph changes at the vertex that is pressed, and nowhere else', async () => {
    const open = await viewed('#graphs?g=EhEG', view)
    const { page } = open
    await page.getByText('12 symmetries, 1 orbit').waitFor()
    const board = page.locator('.board')
    const first = await pictureOf(board)
    const vertex = board.getByRole('button').nth(1)
    await expectOnlyPoint(board, vertex, () => vertex.click())
    await vertex.click()
    await page.locator('.board [aria-pressed=true]').waitFor({ state: 'detached' })
    expect(await differenceOf(board, first, await pictureOf(board))).toEqual(NOTHING)
    await closeClean(open)
  })
})

it.each(['#square', '#graphs?g=EhEG'])(
  'the keyboard’s focus is seen at the point that has it: %s',
  async (hash) => {
    const open = await openPage(hash)
    const { page } = open
    await page.getByText(/symmetr(y|ies).* orbit|symmetries keep it/).waitFor()
    const board = page.locator('.board')
    const [before, focused] = [board.getByRole('button').nth(0), board.getByRole('button').nth(1)]
    const part = await partOf(board, focused, AROUND)
    const focus = async () => {
      await before.focus()
      await before.press('Tab')
    }
    // what arrives late changes the board once: an outline over it would do so each time
    await expect
      .poll(async () => {
        await focus()
        const withFocus = await pictureOf(board)
        await page.evaluate(() => (document.activeElement as SVGElement).blur())
        const { inside, outside } = await differenceOf(board, withFocus, await pictureOf(board), part)
        return [inside > 0.02, outside]
      })
      .toEqual([true, 0])
    // pressed and focused are seen apart
    if (hash.startsWith('#graphs')) {
      await focused.click()
      await expect
        .poll(async () => {
          await page.evaluate(() => (document.activeElement as SVGElement).blur())
          const pressed = await pictureOf(board)
          await focus()
          const both = await differenceOf(board, pressed, await pictureOf(board), part)
          return [both.inside > 0.02, both.outside]
        })
        .toEqual([true, 0])
    }
    await closeClean(open)
  },
)

it('cells in space stay as they are when they are clicked, and turn alone when they are dragged', async () => {
  const open = await openPage('#landau?step=1')
  const { page } = open
  await page.getByLabel('Steps made').filter({ hasText: /^1 / }).waitFor()
  const cells = page.locator('.domains')
  const cell = page.locator('.cell').nth(1)
  // drawn elsewhere, and there when it stands still
  let before = await pictureOf(cells)
  await expect
    .poll(async () => {
      const last = before
      await page.waitForTimeout(200)
      before = await pictureOf(cells)
      return last === before
    })
    .toBe(true)
  await cell.click()
  await page.waitForTimeout(200)
  expect(await differenceOf(cells, before, await pictureOf(cells))).toEqual(NOTHING)
  const part = await partOf(cells, cell)
  const { x, y, width, height } = (await cell.boundingBox())!
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width / 2 + 60, y + height / 2)
  await page.mouse.up()
  await expect
    .poll(async () => {
      const { inside, outside } = await differenceOf(cells, before, await pictureOf(cells), part)
      return [inside > 0.02, outside]
    })
    .toEqual([true, 0])
  await closeClean(open)
})

it('an audit stays as it is when it is clicked, and follows the data', async () => {
  const open = await openPage('#data?example=squares')
  const { page } = open
  await page.getByText('strict floor 0.3102').waitFor()
  const floor = page.getByRole('table', { name: 'The floor in its parts' })
  const before = await pictureOf(floor)
  await floor.click()
  await page.locator('.data-screen').click({ position: { x: 5, y: 5 } })
  expect(await differenceOf(floor, before, await pictureOf(floor))).toEqual(NOTHING)
  await page.getByRole('combobox', { name: 'Examples' }).selectOption('molecules')
  await page.getByText(/of 114 samples/).waitFor({ timeout: 50_000 })
  await page.getByRole('combobox', { name: 'Examples' }).selectOption('squares')
  await page.getByText('strict floor 0.3102').waitFor()
  expect(await differenceOf(floor, before, await pictureOf(floor))).toEqual(NOTHING)
  await closeClean(open)
})

it('a matrix keeps the entries of the kind that is clicked, and all are back when the pointer has left', async () => {
  const open = await openPage('#maps?group=Z(4)&in=V&out=V')
  const { page } = open
  await page.getByText('4 maps of 4 × 4').waitFor()
  const matrix = page.locator('.matrix')
  const { width, height } = (await matrix.boundingBox())!
  const before = await pictureOf(matrix)
  // the entry in the first row and the second column
  await matrix.click({ position: { x: 0.375 * width, y: 0.125 * height } })
  await page.getByText('kind 2: 4 entries').waitFor()
  const after = await pictureOf(matrix)
  const share = (row: number, column: number) => ({
    left: column / 4 + 0.02,
    top: row / 4 + 0.02,
    right: column / 4 + 0.23,
    bottom: row / 4 + 0.23,
  })
  // a circulant matrix has a kind on each of its diagonals
  for (const [row, column] of [
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 0],
  ] as const)
    expect((await differenceOf(matrix, before, after, share(row, column))).inside).toBe(0)
  for (const [row, column] of [
    [0, 0],
    [0, 2],
    [3, 1],
  ] as const)
    expect((await differenceOf(matrix, before, after, share(row, column))).inside).toBe(1)
  await page.mouse.move(1, 1)
  await page.getByText('4 kinds', { exact: true }).waitFor()
  expect(await differenceOf(matrix, before, await pictureOf(matrix))).toEqual(NOTHING)
  await closeClean(open)
})

it('a button that is disabled looks so, on every screen, in light and in dark', async () => {
  const open = await openPage()
  const { page } = open
  for (const screen of SCREENS) {
    await page.evaluate((name) => {
      location.hash = name
    }, screen)
    await page.locator(`nav [href="#${screen}"][aria-current]`).waitFor()
    await page.locator('main section').first().waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const looks = await page.locator('button:visible').evaluateAll((all) =>
        all.map((element) => {
          const button = element as HTMLButtonElement
          const was = button.disabled
          /** Contrast of the text with its own ground, both as they are seen on the page's. */
          const look = (isDisabled: boolean) => {
            button.disabled = isDisabled
            const { color, backgroundColor, opacity, cursor } = getComputedStyle(button)
            const context = new OffscreenCanvas(1, 1).getContext('2d')!
            const light = (...colours: string[]) => {
              context.globalAlpha = 1
              context.fillStyle = getComputedStyle(document.body).backgroundColor
              context.fillRect(0, 0, 1, 1)
              context.globalAlpha = Number(opacity)
              for (const colour of colours) {
                context.fillStyle = colour
                context.fillRect(0, 0, 1, 1)
              }
              const parts = [...context.getImageData(0, 0, 1, 1).data.subarray(0, 3)].map((v) =>
                v <= 10 ? v / 3294.6 : ((v / 255 + 0.055) / 1.055) ** 2.4,
              )
              return 0.2126 * parts[0]! + 0.7152 * parts[1]! + 0.0722 * parts[2]! + 0.05
            }
            const [ink, ground] = [light(backgroundColor, color), light(backgroundColor)]
            return { contrast: Math.max(ink / ground, ground / ink), cursor }
          }
          const found = { name: button.textContent, enabled: look(false), disabled: look(true) }
          button.disabled = was
          return found
        }),
      )
      expect(looks.length).toBeGreaterThan(0)
      for (const { name, enabled, disabled } of looks) {
        const said = `${name} of ${screen}, ${colorScheme}`
        expect(enabled.contrast, said).toBeGreaterThan(4.5)
        expect(disabled.contrast, said).toBeLessThan(0.6 * enabled.contrast)
        expect([enabled.cursor, disabled.cursor], said).toEqual(['pointer', 'not-allowed'])
      }
    }
  }
  await closeClean(open)
})
