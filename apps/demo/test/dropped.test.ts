import { expect, it } from 'vitest'
import { screenFor } from '../src/app/dropped.js'
import { SCREENS } from '../src/app/route.js'

it.each(SCREENS)('files that are dropped on the screen %s are for the screen that shows such', (open) => {
  for (const names of [['a.json'], ['A.XYZ'], ['x.npy', 'y.npy'], ['a.png'], ['folder'], ['a.g6', 'a.json']])
    expect(screenFor(names, open), names.join()).toBe('data')
  for (const name of ['a.g6', 'edges.TXT', 'ring.edges'])
    expect(screenFor([name], open), name).toBe(open === 'square' ? 'square' : 'graphs')
})
