import { beforeAll, expect, it, vi } from 'vitest'
import * as here from '../src/index.js'

// two versions of what depends on the package bring two copies of it
let there: typeof here

beforeAll(async () => {
  vi.resetModules()
  there = await import('../src/index.js')
})

it('are two', () => {
  expect(there.FiniteGroup).not.toBe(here.FiniteGroup)
})

it.each(['Dih(4)', 'S(30)', 'M12', 'Oh'])(
  '%s of one copy has representations and stabilizers by the other',
  (name) => {
    const group = there.parseGroup(name)
    const rep = here.directSum(here.tensor(group, 1), here.tensor(group, 0))
    const x = new Float64Array(rep.dim).fill(1)
    const own = there.stabilizer(there.directSum(there.tensor(group, 1), there.tensor(group, 0)), x)
    expect(here.stabilizer(rep, x).order).toBe(own.order)
    expect(there.stabilizer(rep, x).order).toBe(own.order)
  },
)

it.each(['SO(3)', 'O(3)xS(4)'])('%s of one copy has representations and stabilizers by the other', (name) => {
  const group = there.parseAnyGroup(name)
  if (!here.isLie(group)) throw new Error('no Lie group')
  const text = name === 'SO(3)' ? 'T(2)+V' : 'V_b*V_a'
  const rep = here.parseRepresentation(group, text)
  const sum = here.directSum(rep, here.trivial(group))
  expect(here.isLieRepresentation(sum)).toBe(true)
  expect(here.distributed(sum).sum.dim).toBe(sum.dim)
  const x = Float64Array.from({ length: sum.dim }, (_, i) => i % 3)
  expect(here.stabilizer(rep, x.subarray(0, rep.dim)).order).toBe(
    there.stabilizer(there.parseRepresentation(group, text), x.subarray(0, rep.dim)).order,
  )
})
