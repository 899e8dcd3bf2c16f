import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { batio3Task } from '@buridan/tasks'
import { type Browser, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTurn, isTurn } from '../../../conformance/in-turn.js'
import { CHROMIUM_FLAGS } from '../../../scripts/chromium.mjs'
import { reportHtml } from '../src/report/html.js'
import { html, Markup } from '../src/report/markup.js'
import { writtenRun } from '../src/runs/parse-run.js'
import { runCli } from './run-cli.js'

const folder = await mkdtemp(join(tmpdir(), 'buridan-hostile-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = (...args: string[]) => runCli(args)

// biome-ignore lint/suspicious/noExplicitAny: files of strangers hold anything
type Anything = any

/** What marks the page if it runs. */
const OWN = "document.body.setAttribute('owned','')"
const HOSTILE = [
  `<img src=x onerror="${OWN}">`,
  `"><img src=x onerror="${OWN}">`,
  `' onload='${OWN}`,
  `</text></svg><script>${OWN}</script>`,
  `</title></style></script><script>${OWN}</script>`,
  `<!--<svg onload=${OWN}>`,
  `]]><svg onload=${OWN}>`,
  '&lt;b&gt;',
  '{a|b}{b}',
  '\x1b]0;owned\x07',
  '\u202egnp\u200b',
  'constructor',
  '__proto__',
]

/** What elements of a page there are, each with each of its attributes; style sheets and attributes' values are not seen. */
function elements(page: string): Set<string> {
  const tags = page.replace(/(<style[^>]*>)[\s\S]*?<\/style>/g, '$1').matchAll(/<([^\s>]*)([^>]*)>/g)
  return new Set(
    [...tags].flatMap(([, name, rest]) => [
      name!,
      ...rest!
        .replace(/"[^"]*"/g, '')
        .split(/[=\s/]+/)
        .map((attribute) => `${name} ${attribute}`),
    ]),
  )
}

/** Elements and attributes that only the first page has, but for the mark that keeps spaces. */
function strange(page: string, honest: string): string[] {
  const known = elements(honest)
  return [...elements(page)].filter((e) => !known.has(e) && e !== 'text xml:space')
}

const chromium = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (p) => p && existsSync(p),
)

let browser: Browser | undefined
afterAll(() => browser?.close())

/** Whether a page runs what is in it, images that are not there among it. */
async function runs(path: string): Promise<boolean> {
  browser ??= await playwright.launch({ executablePath: chromium!, args: CHROMIUM_FLAGS })
  const page = await browser.newPage()
  // until all of it is loaded, or found to be missing
  await page.goto(`file://${path}`, { waitUntil: 'load' })
  const owned = await page.evaluate('document.body.hasAttribute("owned")')
  await page.close()
  return owned === true
}

/** Without the policy that forbids scripts: names must not depend on it. */
const bare = (page: string) => page.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')

describe('a run file of a stranger', () => {
  const out = join(folder, 'runs-of-others')
  const files = new Map<string, string>()
  let honest = ''
  beforeAll(async () => {
    expect((await run('run', 'pzt', 'batio3', '--epochs', '1', '--seed', '0', '--out', out)).code).toBe(0)
    for (const name of await readdir(join(out, 'runs')))
      files.set(name, await readFile(join(out, 'runs', name), 'utf8'))
    expect((await run('report', out, '--out', join(folder, 'honest'))).code).toBe(0)
    honest = await readFile(join(folder, 'honest', 'index.html'), 'utf8')
  }, 60_000)

  /** The report of the runs, each changed. */
  async function reported(change: (run: Anything) => void) {
    const place = join(folder, 'strange')
    await rm(place, { recursive: true, force: true })
    await mkdir(join(place, 'runs'), { recursive: true })
    for (const [name, text] of files) {
      const value = JSON.parse(text)
      change(value)
      await writeFile(join(place, 'runs', name), writtenRun(value))
    }
    const ended = await run('report', place, '--out', join(folder, 'page'))
    const path = join(folder, 'page', 'index.html')
    return { ...ended, path, page: ended.code === 0 ? await readFile(path, 'utf8') : '' }
  }

  /** All strings of a value but those that say what it is: of another method it is refused. */
  function spoil(value: Anything, evil: string): void {
    for (const [key, v] of Object.entries(value)) {
      if (typeof v === 'object' && v !== null) spoil(v, evil)
      else if (typeof v === 'string' && !['task', 'settings', 'method'].includes(key)) value[key] = evil
    }
  }

  it.runIf(isTurn(2))('becomes text in the page, whatever its strings', async () => {
    expect(/<script|\son\w+=/.test(honest)).toBe(false)
    const asked = inTurn(HOSTILE)
    for (const evil of asked) {
      const { code, out, err, page, path } = await reported((value) => spoil(value, evil))
      expect(code).toBe(0)
      // methods are in the legends of charts and in tables; elements are those of the honest page and no others
      expect(strange(page, honest)).toEqual([])
      const written = ['results.json', 'table.md'].map((name) => readFile(join(folder, 'page', name), 'utf8'))
      for (const text of [page, out, err, ...(await Promise.all(written))])
        expect(['\x1b', '\x07', '\u202e', '\u200b'].filter((c) => text.includes(c))).toEqual([])
      expect(page.includes(html`<td>${evil}</td>`.text)).toBe(true)
      expect(Object.keys(Object.getPrototypeOf({}))).toEqual([])
      expect(/\[native code\]|function Object/.test(page)).toBe(false)
      if (chromium && evil === asked[0]) {
        await writeFile(path, bare(page))
        expect(await runs(path)).toBe(false)
      }
    }
  })

  it('is refused where a number is something else', async () => {
    const evil = `<img src=x onerror="${OWN}">`
    const changes: ((r: Anything) => void)[] = [
      ...['seed', 'parameters', 'steps', 'seconds', 'loss'].map(
        (key) => (r: Anything) => (r.result[key] = evil),
      ),
      ...['loss', 'optimum', 'floor'].map((key) => (r: Anything) => (r.result.checks[0][key] = evil)),
      (r) => (r.result.checks[0].answer = [evil]),
      (r) => (r.result.checks[0].label = { toString: evil }),
      (r) => (r.result.curve = [[0, evil]]),
      (r) => (r.result.curve = [[0]]),
      (r) => (r.result.outcomes = [{ label: 'a', expected: evil, found: 1, values: [], samples: [] }]),
      (r) => (r.result.outcomes = [{ label: 'a', expected: 1, found: 1, values: [], samples: [evil] }]),
      (r) =>
        (r.result.outcomes = [
          { label: 'a', expected: 1, found: 1, values: [], samples: [], evenly: { statistic: evil } },
        ]),
      (r) => (r.result.solved = { right: evil, of: 1 }),
      (r) => (r.result.answers = { x: [[0]], answers: [[[evil]]] }),
      (r) => (r.result.answers = {}),
      (r) => (r.epochs = evil),
    ]
    for (const change of changes) {
      const { code, err } = await reported(change)
      expect([String(change), code]).toEqual([String(change), 2])
      expect(err).toMatch(/holds no run; delete it to run it again/)
    }
    const fewer = await reported((r) => (r.result.checks = []))
    expect([fewer.code, fewer.err]).toEqual([2, expect.stringMatching(/it has 0 scores of \d+ inputs/)])
  })
})

describe('a data set of a stranger', () => {
  const XYZ = (evil: string) =>
    `1\nProperties=species:S:1:pos:R:3 energy=1 "${evil.replace(/["\\]/g, '\\$&')}"=2\n${evil.replace(/\s/g, '')} 0 0 0\n`

  it('becomes text in the page of its audit: names of files, elements, properties', async () => {
    const page = join(folder, 'audit.html')
    const audit = async (name: string, evil: string) => {
      await mkdir(join(folder, 'data'), { recursive: true })
      await writeFile(join(folder, 'data', name), XYZ(evil))
      const args = ['--group', 'O(3)', '--label', evil, '--html', page]
      expect((await run('audit', join(folder, 'data', name), ...args)).code).toBe(0)
      return readFile(page, 'utf8')
    }
    const honest = await audit('a.xyz', 'b')
    for (const evil of HOSTILE) {
      const name = `${evil.replaceAll('/', '')}.xyz`
      const text = await audit(name, evil)
      expect(strange(text, honest)).toEqual([])
      expect(text).toContain(html`<title>Audit of ${name}</title>`.text)
      expect(['\x1b', '\x07', '\u202e', '\u200b'].filter((c) => text.includes(c))).toEqual([])
      if (chromium && evil === HOSTILE[0]) {
        await writeFile(page, bare(text))
        expect(await runs(page)).toBe(false)
      }
    }
  })
})

describe('pages', () => {
  it('escape strings of tasks in every place', () => {
    const evil = HOSTILE[0]!
    const task = batio3Task()
    const page = (text: string | undefined) => {
      const own =
        text === undefined
          ? {}
          : { title: text, science: text, unit: text, floorSource: text, optimumSource: text }
      const test = task.test.map((t) => (text === undefined ? t : { ...t, label: text }))
      return reportHtml([{ task: { ...task, ...own, test }, audit: undefined, results: [] }])
    }
    expect(strange(page(evil), page(undefined))).toEqual([])
    expect(page(evil).match(/&lt;img/g)!.length).toBeGreaterThan(5)
  })

  it('let through what is HTML already, alone and in lists, and nothing else', () => {
    const piece = html`<b title="${'"<\'&'}">${'<i>'}</b>`
    expect(piece.text).toBe('<b title="&quot;&lt;&#39;&amp;">&lt;i&gt;</b>')
    expect(html`${[piece, new Markup('<br>')]}${1}`.text).toBe(`${piece.text}\n<br>1`)
  })

  it.skipIf(!chromium)('would be seen to run, without the escapes', async () => {
    const path = join(folder, 'control.html')
    await writeFile(path, `<!doctype html><body><p>${HOSTILE[0]}</p></body>`)
    expect(await runs(path)).toBe(true)
  })
})
