import { describe, expect, it } from 'vitest'
import { findGaps, type Missing } from './docstrings/gaps.js'

/** Packages whose comments are still to be written: `GAPS=1` prints what they lack. A package without gaps must leave the list. */
const STILL_TO_BE_WRITTEN: readonly string[] = []

const { functions, gaps } = findGaps()
const packages = [...new Set(functions.map((f) => f.package))].filter((name) => name !== 'sample')
if (process.env.GAPS) console.log(gaps.map((g) => `${g.missing} ${g.text}`).join('\n'))
const of = (name: string) => gaps.filter((g) => g.package === name)

describe('comments of public functions', () => {
  it.each(packages.filter((name) => !STILL_TO_BE_WRITTEN.includes(name)))(
    'of %s say errors, shapes and cost, and have an example that runs',
    (name) => {
      expect(of(name).map((g) => g.text)).toEqual([])
    },
  )

  it.each(packages.filter((name) => STILL_TO_BE_WRITTEN.includes(name)))(
    'of %s are still to be written: take it off the list when they are',
    (name) => {
      expect(of(name).length).toBeGreaterThan(0)
    },
  )

  it('are read with what functions do: a sample lacks what its names say', () => {
    const kinds: Missing[] = ['errors', 'shapes', 'example', 'cost']
    const found = functions.filter((f) => f.package === 'sample' && f.kind !== 'constructor')
    expect(found.length).toBe(6)
    for (const f of found) {
      const name = f.name.replace('Sample.', '').toLowerCase()
      const missing = gaps.filter((g) => g.text.startsWith(`${f.where} `)).map((g) => g.missing)
      expect({ name, missing }).toEqual({ name, missing: kinds.filter((kind) => name.includes(kind)) })
    }
  })
})
