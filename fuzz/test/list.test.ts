import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { known } from '../harness/known.js'
import { listOf } from '../harness/list.js'

it('relations are listed by function, as npm run relations writes it', () => {
  expect(listOf(known)).toBe(readFileSync(new URL('../relations.md', import.meta.url), 'utf8'))
})
