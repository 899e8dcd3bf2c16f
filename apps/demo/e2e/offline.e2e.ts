import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, inject, it } from 'vitest'
import { closeClean, openPage } from './open-page.js'
import { ownServer } from './own-server.js'

/** What a file is over the network. */
const bytesOf = (file: string) => gzipSync(readFileSync(join(inject('outDir'), file))).length
const isForTraining = (file: string) => /tfjs|training\.worker|highs|\/worker-/.test(file)
const ALL = 'kept for use without a network'

it('is loaded in less than 500 kB, with all screens, and TensorFlow.js when training starts', async () => {
  const server = await ownServer()
  const open = await openPage('#landau', { url: server.url, serviceWorkers: 'allow' })
  const { page } = open
  await page.getByText(`${ALL}, but training`).waitFor()
  const first = [...server.asked].filter((file) => file !== 'favicon.ico')
  expect(first.filter(isForTraining)).toEqual([])
  expect(first.length).toBeGreaterThan(10)
  const bytes = first.reduce((sum, file) => sum + bytesOf(file), 0)
  expect(bytes).toBeGreaterThan(100_000)
  expect(bytes).toBeLessThan(500_000)
  await page.getByRole('button', { name: 'step' }).click()
  await page.getByRole('img', { name: /^Free energy after 1 / }).waitFor()
  expect(
    [...server.asked].filter((file) => /training\.worker|tfjs-backend-wasm-simd/.test(file)).length,
  ).toBe(2)
  await closeClean(open)
  await server.close()
})

it('works without a network once it is loaded, all screens and training too', async () => {
  const server = await ownServer()
  const open = await openPage('', { url: server.url, serviceWorkers: 'allow' })
  const { page } = open
  await page.getByText(ALL, { exact: true }).waitFor({ timeout: 30_000 })
  await server.close()
  await expect(fetch(server.url)).rejects.toThrow()
  await page.reload()
  await page.getByText('8 of 8 symmetries keep it').waitFor()
  const to = async (hash: string) => {
    // another hash alone would load nothing
    await page.goto('about:blank')
    await page.goto(`${server.url}${hash}`)
  }
  await to('#landau?step=2')
  await page.getByRole('img', { name: /^Free energy after 2 / }).waitFor()
  await page.getByText('auto: wasm').waitFor({ state: 'attached' })
  // the solver that proves the optimum
  await to('#graphs?step=1')
  await page.getByRole('img', { name: /^strict: cuts [\d.]+ edges of at most 12/ }).waitFor()
  await to('#data?example=squares')
  await page.getByText(/^strict floor \d/).waitFor()
  await to('#maps')
  await page.getByText('185 maps of 28 × 175').waitFor()
  await closeClean(open)
})

it('says so where a part of it cannot be loaded, and goes on when it can', async () => {
  const open = await openPage('#landau')
  const { page } = open
  const part = /training\.worker/
  await page.context().route(part, (route) => route.abort())
  await page.getByRole('button', { name: 'train' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('alert').textContent()).toMatch(/network/)
  await page.context().unroute(part)
  await page.getByRole('button', { name: 'step' }).click()
  await page.getByRole('img', { name: /^Free energy after 1 / }).waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
  // the browser reports the file that was withheld
  await closeClean({ ...open, errors: open.errors.filter((text) => !/ERR_FAILED/.test(text)) })
})
