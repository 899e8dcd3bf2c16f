import { type AnyRepresentation, parseAnyGroup, parseRepresentation } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { type EmlpOptions, emlp } from '../src/index.js'

const rep = (group: string, text: string): AnyRepresentation =>
  parseRepresentation(parseAnyGroup(group), text)

/** What a network warns of, and whether its answers to a few rows have an entry that is not 0. */
function made(group: string, from: string, to: string, more: Partial<EmlpOptions> = {}) {
  const told: string[] = []
  const model = emlp({
    repIn: rep(group, from),
    repOut: rep(group, to),
    hidden: 24,
    layers: 2,
    seed: 1,
    onWarning: (m) => told.push(m),
    ...more,
  })
  const { repIn, repOut } = model
  const rows = [1, 2, 3].map((k) =>
    Array.from({ length: repIn.dim }, (_, i) => Math.sin(k + 2.3 * i * i * k)),
  )
  const answers = model.predict(rows)
  // what is left of a sum that cancels is not an answer
  const isZero = repOut.summands.map(({ rep: part, count, offset }) =>
    answers.every((y) => y.slice(offset, offset + count * part.dim).every((v) => Math.abs(v) < 1e-6)),
  )
  model.dispose()
  return { told, isZero }
}

describe('a network whose output is always 0 says so when it is made', () => {
  it.each([
    ['O(3)', 'T(0)', 'V', 'V', [true]],
    ['O(3)', 'V', 'pseudo*V', 'pseudo*V', [true]],
    ['O(3)', 'V', 'V+pseudo*V', 'pseudo*V', [false, true]],
    ['SO(3)', 'T(0)', 'V', 'V', [true]],
    ['Ci', 'T(2)', 'V', 'V', [true]],
  ])('%s: %s → %s', (group, from, to, part, zero) => {
    const { told, isZero } = made(group, from, to)
    expect(isZero).toEqual(zero)
    expect(told).toEqual([
      `information bottleneck: "${part}" in the output is out of reach of the input "${from}": it is always 0, whatever the weights. ` +
        'Give the network an input that it follows from, or a hidden representation that leads to it',
    ])
  })

  it('also where it has no hidden layers, or no products', () => {
    expect(made('O(3)', 'V', 'T(2)', { layers: 0 }).told).toEqual([])
    expect(made('O(3)', 'V', 'pseudo*V', { layers: 0 })).toMatchObject({
      told: [expect.stringContaining('always 0')],
      isZero: [true],
    })
    expect(made('SO(3)', '2*V', 'V', { layers: 0 })).toEqual({ told: [], isZero: [false] })
    const hidden = rep('O(3)', '8*T(0)+4*V+2*(pseudo*V)')
    expect(made('O(3)', '2*V', 'pseudo*V', { hidden })).toEqual({ told: [], isZero: [false] })
    expect(made('O(3)', '2*V', 'pseudo*V', { hidden, channels: 0 })).toMatchObject({
      told: [expect.stringContaining('"pseudo*V" in the output is out of reach')],
      isZero: [true],
    })
  })

  it.each([
    ['O(3)', 'V', 'V'],
    ['O(3)', '2*V', 'pseudo*V'],
    ['O(3)', '3*V', 'pseudo'],
    ['O(3)', 'V', 'T(2)'],
    ['SO(3)', '2*V', 'V+T(0)'],
    ['S(4)', 'V', 'T(2)'],
    ['Oh', 'V', 'T(2)'],
    ['Z(5)', 'V', 'V'],
  ])('and no other does: %s: %s → %s', (group, from, to) => {
    const { told, isZero } = made(group, from, to)
    expect(told).toEqual([])
    expect(isZero).not.toContain(true)
  })
})
