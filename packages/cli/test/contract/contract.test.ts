import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { isTurn } from '../../../../conformance/in-turn.js'
import { conventions } from './conventions.js'
import { folder } from './folder.js'
import type { Sentence } from './sentence.js'
import { texts } from './texts.js'
import { verbs } from './verbs.js'

afterAll(() => rm(folder, { recursive: true, force: true }))

const all: readonly Sentence[] = [...conventions, ...texts, ...verbs]

describe('the contract of the command line', () => {
  it('is asked sentence by sentence, none left out', () => {
    const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
    const contract = readFileSync(new URL('CLI.md', import.meta.url), 'utf8')
    expect(all.map((s) => plain(s.text)).join(' ')).toBe(plain(contract))
  })

  for (const { text, check, isLong, later } of all) {
    if (check) it.runIf(!isLong || isTurn(0))(text, check)
    else if (later) it.skip(`${text} — later: ${later}`, () => {})
  }
})
