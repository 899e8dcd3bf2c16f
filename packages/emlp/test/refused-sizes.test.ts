import { multiple, orthogonal, symmetric, TooLargeError, tensor } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { AffineMaps, EquivariantLinear, emlp } from '../src/index.js'

const S5 = tensor(symmetric(5), 1)
const O3 = tensor(orthogonal(3), 1)

describe('networks that would take gigabytes', () => {
  it.each([
    ['models', () => emlp({ repIn: S5, repOut: S5, hidden: 100_000 })],
    ['of Lie groups', () => emlp({ repIn: O3, repOut: O3, hidden: 100_000 })],
    ['layers', () => new EquivariantLinear({ repIn: multiple(20_000, S5), repOut: multiple(20_000, S5) })],
  ])('are refused before weights are made, with their size: %s', (_, make) => {
    const start = performance.now()
    expect(make).toThrow(TooLargeError)
    expect(make).toThrow(/\d+ weights, \d+ MiB; the limit of a layer is 512 MiB: take fewer channels/)
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  it('are refused as dense ones', async () => {
    const { tensor1d } = await import('@tensorflow/tfjs')
    const wide = multiple(5_000, S5)
    const maps = new AffineMaps({ repIn: wide, repOut: S5 })
    expect(() => maps.toDense(tensor1d(new Float32Array(maps.weightCount)))).toThrow(
      /25000×25000, would take 2385 MiB/,
    )
  })
})
