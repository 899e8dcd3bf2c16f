import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect, inject, onTestFinished } from 'vitest'
import { CHROMIUM_FLAGS, chromiumPath } from '../../../scripts/chromium.mjs'

let launched: Promise<Browser> | undefined

/** One for all files, which ends with the process; another if it has crashed. */
async function openBrowser(): Promise<Browser> {
  if (!(await launched?.catch(() => undefined))?.isConnected())
    launched = chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS })
  return launched!
}

/** A page at an address, with what went wrong in it. */
export interface OpenPage {
  readonly page: Page
  readonly errors: string[]
  /** Requests to other hosts than the page's. */
  readonly strangers: string[]
}

/** Opens the page at a hash, and waits until its screen is there. */
export async function openPage(
  hash = '',
  { url = inject('url'), ...options }: BrowserContextOptions & { readonly url?: string } = {},
): Promise<OpenPage> {
  const browser = await openBrowser()
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    // what it stores for a later visit, every page would fetch and store again
    serviceWorkers: 'block',
    ...options,
  })
  // also after a failure: a page that trains on would disturb what is timed
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const [errors, strangers]: [string[], string[]] = [[], []]
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(url)) strangers.push(request.url())
  })
  await page.goto(url + hash)
  await page.locator('main section').first().waitFor()
  return { page, errors, strangers }
}

/** The hash of a page that stands still: the address follows a moment after what is seen. */
export async function addressOf(page: Page): Promise<string> {
  await page.waitForTimeout(250)
  return new URL(page.url()).hash
}

/** The time on the processor, in ms, of each task of pages' main threads while something is done. */
export async function mainThreadTasks(page: Page, work: () => Promise<void>): Promise<number[]> {
  const browser = await openBrowser()
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', '__metadata'] })
  let trace: Buffer
  try {
    await work()
  } finally {
    trace = await browser.stopTracing()
  }
  const { traceEvents } = JSON.parse(trace.toString()) as {
    traceEvents: { name: string; pid: number; tid: number; tdur?: number; args?: { name?: string } }[]
  }
  const thread = (e: { pid: number; tid: number }) => `${e.pid} ${e.tid}`
  const main = new Set(
    traceEvents.filter((e) => e.name === 'thread_name' && e.args?.name === 'CrRendererMain').map(thread),
  )
  return traceEvents
    .filter((e) => /RunTask$/.test(e.name) && e.tdur !== undefined && main.has(thread(e)))
    .map((e) => e.tdur! / 1000)
}

/** Closes a page that was right: no error, and nothing asked of other hosts. */
export async function closeClean({ page, errors, strangers }: OpenPage): Promise<void> {
  expect([errors, strangers]).toEqual([[], []])
  await page.context().close()
}

/** What axe finds wrong with the page as it is. */
async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
    ).axe.run()
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)
  })
}

/** Expects that axe finds nothing, in light and in dark, and that nothing stands out of the page. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await axeFindings(page), colorScheme).toEqual([])
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}
