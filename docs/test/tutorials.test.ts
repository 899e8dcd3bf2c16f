import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { format } from 'node:util'
import { main } from 'buridan'
import { describe, expect, it, vi } from 'vitest'
import { inTurn } from '../../conformance/in-turn.js'
import { elided, readTutorial, wordsOf } from './tutorials.js'

const docs = fileURLToPath(new URL('..', import.meta.url))
/** Files that the site gives, for pages whose data would be too long to stand in them. */
const given = join(docs, 'public', 'data')
const pages = [
  ...readdirSync(join(docs, 'tutorials')).map((name) => join('tutorials', name)),
  'from-emlp.md',
  'migration.md',
  join('..', 'packages', 'cli', 'README.md'),
].sort()

/** Line breaks within a printed array depend on its width. */
const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Options with the path of what is written. */
const WRITTEN = ['--partial', '--html', '--out']

async function command(folder: string, line: string): Promise<string> {
  let said = ''
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      said += String(chunk)
      done()
    },
  })
  const args = wordsOf(line).slice(2)
  const code = await main(
    args.map((a, i) => (WRITTEN.includes(args[i - 1]!) || existsSync(join(folder, a)) ? join(folder, a) : a)),
    { stdout, stderr: stdout } as never,
  )
  expect(code, said).toBe(0)
  return said.replaceAll(`${folder}/`, '')
}

it('pages leave out lines, and what they keep has to be what was printed', () => {
  const said = ['samples 5', 'skipped []', 'price 0.35', 'advice break it']
  const page = (...lines: string[]) => {
    expect(elided(said, lines)).toEqual(lines)
  }
  page(...said)
  page('samples 5', '…', 'advice …')
  page('…', 'price 0.35', '…')
  for (const wrong of [
    ['samples 5', '…', 'price 0.3'],
    ['samples 5', '…', 'price 0.35'],
    ['…', 'samples 5', '…'],
    ['samples 5', 'skipped []', 'price 0.35'],
    ['samples 5', 'price …', '…'],
    ['…', 'price 0.35', 'skipped []', '…'],
  ]) {
    expect(elided(said, wrong)).not.toEqual(wrong)
  }
})

describe.each(inTurn(pages))('%s', (page) => {
  const { files, program, printed, commands } = readTutorial(join(docs, page))

  it.runIf(program !== '')(
    'its code runs, and prints what the page says',
    async () => {
      const file = join(docs, 'test', '.run-pages', `${page.replaceAll('/', '-')}.ts`)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, `${program}\nexport {}\n`)
      const said: string[] = []
      const log = vi
        .spyOn(console, 'log')
        .mockImplementation((...args: unknown[]) => void said.push(format(...args)))
      try {
        await import(/* @vite-ignore */ file)
      } finally {
        log.mockRestore()
        rmSync(file)
      }
      expect(said.map(squeezed)).toEqual(printed.map(squeezed))
    },
    120_000,
  )

  it.runIf(commands.length > 0)('its commands answer what the page says', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'buridan-tutorial-'))
    cpSync(given, folder, { recursive: true })
    for (const { name, text } of files) writeFileSync(join(folder, name), text)
    for (const { line, output, where } of commands) {
      const said = (await command(folder, line)).trim().split('\n').map(squeezed)
      const lines = output.trim().split('\n').map(squeezed)
      expect(elided(said, lines), where).toEqual(lines)
    }
    rmSync(folder, { recursive: true })
  })
})
