import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatRoute, parseRoute, SCREENS } from '../src/app/route.js'

it('a route is read from the address that was written, and anything else is the first screen', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SCREENS),
      fc.dictionary(fc.string({ minLength: 1 }), fc.string()),
      (screen, entries) => {
        const route = parseRoute(formatRoute({ screen, params: new URLSearchParams({ ...entries }) }))
        expect([route.screen, { ...Object.fromEntries(route.params) }]).toEqual([screen, { ...entries }])
      },
    ),
    { seed: 10, numRuns: 100 },
  )
  for (const hash of ['', '#', '#nowhere?on=cube', '#constructor', '?x', '#/']) {
    const { screen, params } = parseRoute(hash)
    expect([screen, params.size]).toEqual([SCREENS[0], 0])
  }
})
