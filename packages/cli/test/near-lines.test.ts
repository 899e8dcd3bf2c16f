// Near-symmetries that are infinite: points that are moved on to a line, or all to one place; floors by hand, and under a subgroup of the group.
import { parseXyz } from '@buridan/data'
import { describe, expect, it } from 'vitest'
import { auditData } from '../src/audit-data.js'

const audit = (text: string, options: { group: string; label: string; out?: string; tolerance?: number }) =>
  auditData([{ name: 'a.xyz', bytes: new TextEncoder().encode(text) }], options).report

const HYDROGEN = '2\npol="0 0 0 0 0 0 0 0 3.00000"\nH 0 0 0.37000\nH 0 0 -0.37000\n'
const WATER = '3\ndipole="0 0 1.50000"\nO 0 0 0.11800\nH 0 0.75700 -0.47200\nH 0 -0.75700 -0.47200\n'

describe('near a line, and near one place', () => {
  it('a molecule that is nearly an atom: a tensor loses all but its trace', () => {
    const { floorBySlope, worst } = audit(HYDROGEN, {
      group: 'O(3)',
      label: 'pol',
      out: 'tensor',
      tolerance: 2,
    })
    const distance = 0.37 * Math.SQRT2
    const asymmetry = 3 * Math.sqrt(2 / 3)
    expect(worst[0]).toMatchObject({ pointGroup: 'kh', distance: expect.closeTo(distance, 9) })
    expect(worst[0]!.asymmetry).toBeCloseTo(asymmetry, 9)
    const at2 = new Map(floorBySlope).get(2)!
    // distances are known to 1e-5 Å
    expect(Math.abs(at2 - (asymmetry - 2 * distance) ** 2)).toBeLessThan(2e-4)
  })

  it.each([0.8, 2, 1e6])('a bent molecule and the line of its ends, sought to %d Å', (tolerance) => {
    const { floorBySlope, worst } = audit(WATER, { group: 'O(3)', label: 'dipole', tolerance })
    // heights over the line are those over their mean: oxygen ⅔ of 0.59 above, hydrogens ⅓ below
    const distance = 0.59 * Math.sqrt(2 / 3)
    expect(worst[0]).toMatchObject({ pointGroup: 'd∞h', distance: expect.closeTo(distance, 4) })
    expect(Math.abs(new Map(floorBySlope).get(2)! - (1.5 - 2 * distance) ** 2)).toBeLessThan(2e-3)
  })

  it.each([
    [HYDROGEN, { label: 'pol', out: 'tensor' }],
    [WATER, { label: 'dipole' }],
  ])('what no map of O_h can fit no map of O(3) can: %#', (text, label) => {
    expect(parseXyz(text).length).toBe(1)
    const own = audit(text, { group: 'O(3)', ...label, tolerance: 2 })
    const less = new Map(audit(text, { group: 'Oh', ...label, tolerance: 2 }).floorBySlope)
    for (const [slope, floor] of own.floorBySlope) {
      expect(floor).toBeGreaterThanOrEqual((less.get(slope) ?? 0) * (1 - 1e-6))
    }
  })
})
