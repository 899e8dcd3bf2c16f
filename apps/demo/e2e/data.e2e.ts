import { formatNpz } from '@buridan/data'
import { describe, expect, it } from 'vitest'
import { addressOf, closeClean, expectAccessible, openPage } from './open-page.js'

const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
})

describe('one’s own data', () => {
  it('are audited where they are dropped or chosen: floor, price, worst samples', async () => {
    const open = await openPage('#data')
    const { page } = open
    const pairs = {
      group: 'Dih(4)',
      repIn: 'V',
      repOut: 'V',
      x: [
        [1, 1, 1, 1],
        [1, 2, 3, 4],
      ],
      y: [
        [1, 0, 0, 0],
        [0, 0, 0, 1],
      ],
    }
    const input = page.locator('input[type=file]')
    await input.setInputFiles(file('pairs.json', JSON.stringify(pairs)))
    // ‖(1,0,0,0) − ¼(1,1,1,1)‖² = ¾, the mean of two samples
    await page.getByText('strict floor 0.375 · 1 of 2 samples symmetric').waitFor()
    expect(await page.getByRole('row', { name: '0 8 0.75 ∞' }).count()).toBe(1)
    // the labels are (½, 0, 0, ½) in the mean, and each is ½ in squares from it
    await page.getByText(/^No equivariant model, however steep, can fit 75 % of the label variance/).waitFor()
    await page.getByRole('img', { name: 'The floor at each slope' }).waitFor()
    await page.getByText(/^Verdict: too few samples/).waitFor()
    expect(await page.getByRole('row', { name: '∞ 1', exact: true }).count()).toBe(1)
    await input.setInputFiles(
      file('water.xyz', '3\nenergy=1.5 dipole="0 0 1"\nO 0 0 0.12\nH 0.76 0 -0.47\nH -0.76 0 -0.47\n'),
    )
    await page.getByText('strict floor 0 · 1 of 1 samples symmetric').waitFor()
    await page.getByRole('combobox', { name: 'label' }).selectOption('dipole')
    await page.getByText('strict floor 0 · 1 of 1 samples symmetric').waitFor()
    await closeClean(open)
  })

  it('are crystals too, with their labels in a file beside them, and archives of NumPy', async () => {
    const open = await openPage('#data')
    const { page } = open
    const input = page.locator('input[type=file]')
    const poscar = 'CsCl\n1.0\n4.12 0 0\n0 4.12 0\n0 0 4.12\nCs Cl\n1 1\nDirect\n0 0 0\n0.5 0.5 0.5\n'
    const labels = JSON.stringify({ file: 'POSCAR', energy: -3.5, polarization: [0, 0, 1] })
    await input.setInputFiles([file('POSCAR', poscar), file('labels.jsonl', `${labels}\n`)])
    await page.getByText('strict floor 0 · 1 of 1 samples symmetric').waitFor()
    await page.getByRole('combobox', { name: 'label' }).selectOption('polarization')
    await page.getByText('strict floor 1 · 1 of 1 samples symmetric').waitFor()
    const pairs = formatNpz({ x: { numbers: [1, 1], shape: [1, 2] }, y: { numbers: [1, 0], shape: [1, 2] } })
    await input.setInputFiles({ ...file('pairs.npz', ''), buffer: Buffer.from(pairs) })
    await page.getByRole('textbox', { name: 'group' }).fill('S(2)')
    await page.getByRole('textbox', { name: 'in' }).fill('V')
    await page.getByRole('textbox', { name: 'out' }).fill('V')
    await page.getByText('strict floor 0.5 · 1 of 1 samples symmetric').waitFor()
    await closeClean(open)
  })

  it('are refused in words where they are bad, and those that are right are taken next', async () => {
    const open = await openPage('#data')
    const { page } = open
    const input = page.locator('input[type=file]')
    for (const [bad, words] of [
      [file('cut.json', '{"group": "S(2)", "x": [[1,'), /cut\.json is not JSON/],
      [file('x.json', '[]'), /holds no object/],
      [file('x.xyz', 'three\n'), /line 1/],
      [file('x.npy', 'nothing'), /pair/],
      [
        file(
          'x.json',
          JSON.stringify({ group: 'S(2)', repIn: 'V', repOut: 'V', x: [[1, null]], y: [[1, 0]] }),
        ),
        /^row 1: x\[1\] is null/,
      ],
      [file('x.jsonl', '{"name":"x"}\n'), /line 1/],
    ] as const) {
      await input.setInputFiles(bad)
      await expect
        .poll(
          () =>
            page
              .getByRole('alert')
              .textContent()
              .catch(() => ''),
          { message: String(words) },
        )
        .toMatch(words)
    }
    await input.setInputFiles(
      file('good.json', JSON.stringify({ group: 'S(2)', repIn: 'V', repOut: 'V', x: [[1, 1]], y: [[1, 0]] })),
    )
    await page.getByText('strict floor 0.5').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await closeClean(open)
  })

  it('stand in the address where they are small, and say so where they are not', async () => {
    const open = await openPage('#data')
    const { page } = open
    const pairs = { group: 'S(2)', repIn: 'V', repOut: 'V', x: [[1, 1]], y: [[1, 0]] }
    await page.locator('input[type=file]').setInputFiles(file('pairs.json', JSON.stringify(pairs)))
    await page.getByText('strict floor 0.5').waitFor()
    const hash = await addressOf(page)
    const shared = await openPage(hash)
    await shared.page.getByText('strict floor 0.5').waitFor()
    expect(await shared.page.getByText(/^pairs\.json/).textContent()).toBe('pairs.json')
    await closeClean(shared)
    const damaged = await openPage(`${hash.slice(0, -9)}AAAAAAAAA`)
    await damaged.page.getByRole('alert').waitFor()
    expect(await damaged.page.getByRole('alert').textContent()).toMatch(/damaged/)
    await closeClean(damaged)
    // a megabyte of digits without a pattern
    const many = Array.from({ length: 20_000 }, (_, i) => [Math.sin(i), Math.cos(i * i)])
    await page
      .locator('input[type=file]')
      .setInputFiles(file('many.json', JSON.stringify({ ...pairs, x: many, y: many })))
    await page.getByText(/^many\.json · too large for the address/).waitFor()
    await page.getByText(/0 of 20000 samples symmetric/).waitFor({ timeout: 40_000 })
    expect(await addressOf(page)).toBe('#data')
    await closeClean(open)
  })

  it('come with examples, which the address shares', async () => {
    const open = await openPage('#data?example=molecules&tolerance=0.05')
    const { page } = open
    await page.getByText(/strict floor [\d.]+ · \d+ of 114 samples symmetric/).waitFor({ timeout: 50_000 })
    expect(await page.getByLabel('tolerance').inputValue()).toBe('0.05')
    await page.getByRole('combobox', { name: 'Examples' }).selectOption('squares')
    await expect.poll(() => new URL(page.url()).hash).toContain('example=squares')
    await closeClean(open)
  })

  it('leave axe nothing to find on a phone, in light and in dark', async () => {
    const open = await openPage('#data?example=squares', { viewport: { width: 390, height: 844 } })
    await open.page
      .getByText(/strict floor/)
      .first()
      .waitFor()
    await expectAccessible(open.page)
    await closeClean(open)
  })
})
