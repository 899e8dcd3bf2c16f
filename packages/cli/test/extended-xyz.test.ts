import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { auditFile } from '../src/audit-job.js'

describe('spellings of one frame', () => {
  const audited = async (name: string) =>
    (
      await auditFile([fileURLToPath(new URL(`files/${name}`, import.meta.url))], {
        group: 'O(3)',
        label: 'dipole',
      })
    ).report

  it('Properties, properties and spaces around = give one answer', async () => {
    const [capital, small, spaced] = [
      await audited('fr1.xyz'),
      await audited('fr2.xyz'),
      await audited('fr4.xyz'),
    ]
    expect(small).toEqual(capital)
    for (const [report, order] of [
      [capital, 4],
      [spaced, 6],
    ] as const) {
      expect(report.orbitTypes.map((t) => t.stabilizerOrder)).toEqual([order])
      expect(report.price).toBeLessThan(1e-12)
    }
  })
})
