import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SCREENS } from '../src/app/route.js'
import { closeClean, openPage } from './open-page.js'

/** Names of what addresses hold; no steps: training what a stranger's address asks for is tested elsewhere. */
const NAMES =
  'on values seed draws t pick speed backend g goal example files group in out label tolerance shown'
const value = fc.oneof(
  fc.string({ maxLength: 12, unit: 'binary' }),
  fc.constantFrom(
    '-1',
    '1e9',
    'NaN',
    '__proto__',
    'constructor',
    '%',
    '%00',
    '<b>',
    'g6-',
    'g6-~~~~',
    'S(99)',
  ),
  fc.constantFrom('ring-999', '9'.repeat(300), 'cube', 'T(9)', 'O(3)', 'V', 'Z(4)', 'squares', 'AAAA'),
)
const hash = fc
  .record({
    screen: fc.constantFrom(...SCREENS, 'nowhere', ''),
    params: fc.dictionary(fc.constantFrom(...NAMES.split(' ')), value, { maxKeys: 6 }),
  })
  .map(({ screen, params }) => `#${screen}?${new URLSearchParams(params)}`)

it('whatever the address says there is a page, without an error', async () => {
  const open = await openPage()
  const { page } = open
  for (const address of fc.sample(hash, { seed: 51, numRuns: 40 })) {
    await page.evaluate((h) => {
      location.hash = h
    }, address)
    await page
      .locator('main section')
      .first()
      .waitFor()
      .catch(() => expect.unreachable(address))
    // long enough for answers of some, and for others to be left
    await page.waitForTimeout(60)
  }
  // and what it says last is seen
  await page.evaluate(() => {
    location.hash = '#square?values=2111'
  })
  await page.getByText('2 of 8 symmetries keep it').waitFor()
  await closeClean(open)
})
