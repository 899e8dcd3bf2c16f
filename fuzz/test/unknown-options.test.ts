import { describe, expect, it } from 'vitest'
import { targets } from './fuzz-all.js'

/**
 * What may carry more than is read: data of the user's own kind, sources of random numbers, models and files of others. Objects with
 * one of these keys are no options.
 */
const DATA =
  /^(lattice|positions|forEachNode|re|group|factor|int|spaces|project|operations|predict|load|save|write|atoms|kind|optimum|f)$/

const isOptions = (v: unknown): v is object =>
  typeof v === 'object' &&
  v !== null &&
  Object.getPrototypeOf(v) === Object.prototype &&
  !Object.keys(v).some((key) => DATA.test(key))

/** Objects of any keys, and named graphs of tasks. */
const ANY_KEYS = /^(core: objectOf|data: formatNpz|tasks: (graphVector|maximumCut|maximumIndependentSet))/

/** The arguments that are options, by target. */
const asked = targets.flatMap((target) => {
  const args = target.args()
  const places = [...args.keys()].filter((k) => isOptions(args[k]))
  if (ANY_KEYS.test(target.name)) return []
  return places.map((place) => ({ name: `${target.name}, argument ${place}`, target, place }))
})

// a name that is misspelt would be dropped without a word, and what it should have said would not hold
describe('options of other names are refused', () => {
  it('of many functions', () => {
    expect(asked.length).toBeGreaterThan(90)
  })

  it.each(asked)('$name', async ({ target, place }) => {
    const args = [...target.args()]
    args[place] = { ...(args[place] as object), tolerence: 1 }
    const call = async () => target.call(...(args as never[]))
    await expect(call()).rejects.toThrow(/has no option "tolerence"; it has/)
  })
})
