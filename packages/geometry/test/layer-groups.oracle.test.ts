import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { rng } from '@buridan/core'
import { initSync, layer_group_type, operations_from_layer_number } from '@spglib/moyo-wasm'
import { describe, expect, it } from 'vitest'
import {
  type Crystal,
  crystalIsometry,
  crystalPointGroup,
  layerGroup,
  spaceGroup,
  symmetrized,
} from '../src/index.js'
import { anyRotation } from './space.js'

initSync({
  module: readFileSync(createRequire(import.meta.url).resolve('@spglib/moyo-wasm/moyo_wasm_bg.wasm')),
})

type Pair = [number, number]

interface Slab {
  readonly lattice: number[][]
  readonly elements: string[]
  readonly positions: number[][]
  readonly periodic: boolean[]
}

/** A slab with a layer group: atoms at random places and their images, in a cell whose angles and lengths are as free as they can be. */
function slabOf(number: number, seed: number): Slab {
  const random = rng(1000 * number + seed)
  // moyo writes matrices column by column
  const operations = operations_from_layer_number(number, { type: 'Spglib' }, false).map(
    ({ rotation: m, translation }) => ({
      rotation: [0, 1, 2].flatMap((i) => [m[i]!, m[3 + i]!, m[6 + i]!]),
      translation,
    }),
  )
  // the mean of a form over the operations is kept by them
  const [p, q, r] = [9 + random.float(), 2 * random.float() - 1, 14 + random.float()]
  const form = [0, 0, 0]
  for (const { rotation: w } of operations) {
    const columns: Pair[] = [
      [w[0]!, w[3]!],
      [w[1]!, w[4]!],
    ]
    const value = (u: Pair, v: Pair) => p * u[0] * v[0] + q * (u[0] * v[1] + u[1] * v[0]) + r * u[1] * v[1]
    form[0]! += value(columns[0]!, columns[0]!) / operations.length
    form[1]! += value(columns[0]!, columns[1]!) / operations.length
    form[2]! += value(columns[1]!, columns[1]!) / operations.length
  }
  const [a, b, c] = form as [number, number, number]
  const lattice = [
    [Math.sqrt(a), 0, 0],
    [b / Math.sqrt(a), Math.sqrt(c - (b * b) / a), 0],
    [0.3, -0.4, 12],
  ]
  // in Å along the normal: the operations are about the height 0
  const positions: number[][] = []
  const elements: string[] = []
  for (const element of ['A', 'B', 'C']) {
    const place = [random.float(), random.float(), 0.15 + 0.2 * random.float()]
    for (const { rotation: w, translation: t } of operations) {
      const x = w[0]! * place[0]! + w[1]! * place[1]! + t[0]!
      const y = w[3]! * place[0]! + w[4]! * place[1]! + t[1]!
      const z = w[8]! * place[2]!
      // the third vector is not normal: what it brings along is taken away
      const aside = [0.3 * z, -0.4 * z]
      const v = aside[1]! / lattice[1]![1]!
      const u = (aside[0]! - v * lattice[1]![0]!) / lattice[0]![0]!
      positions.push([x - u, y - v, z])
      elements.push(element)
    }
  }
  return { lattice, elements, positions, periodic: [true, true, false] }
}

/** Turned, with vectors and atoms in another order and another basis of the plane. */
function otherwise(slab: Slab, seed: number): Crystal {
  const random = rng(seed)
  const turn = anyRotation(random)
  const moved = slab.lattice.map((v) =>
    [0, 1, 2].map((i) => v.reduce((sum, x, j) => sum + turn[3 * i + j]! * x, 0)),
  )
  const [a, b, c] = moved as [number[], number[], number[]]
  const sheared = [a, b.map((v, i) => v + 2 * a[i]!), c]
  // fractions in the new basis
  const fractions = slab.positions.map(([x, y, z]) => [x! - 2 * y! + random.int(3), y! - random.int(3), z!])
  const order = slab.elements.map((_, i) => i).sort(() => random.float() - 0.5)
  const cycle = random.int(3)
  const cycled = <T>(list: readonly T[]) => list.map((_, k) => list[(k + cycle) % 3]!)
  return {
    lattice: cycled(sheared),
    elements: order.map((i) => slab.elements[i]!),
    positions: order.map((i) => cycled(fractions[i]!)),
    periodic: cycled([true, true, false]),
  }
}

/** For each layer group the space group of layers stacked above each other, International Tables E, chapter 1.2. */
const STACKED = [
  1, 2, 3, 6, 7, 10, 13, 3, 4, 5, 6, 7, 8, 10, 11, 13, 14, 12, 16, 17, 18, 21, 25, 28, 32, 35, 25, 26, 26, 27,
  28, 31, 29, 30, 38, 39, 47, 49, 50, 51, 51, 53, 54, 55, 57, 59, 65, 67, 75, 81, 83, 85, 89, 90, 99, 100,
  111, 113, 115, 117, 123, 125, 127, 129, 143, 147, 149, 150, 156, 157, 162, 164, 168, 174, 175, 177, 183,
  187, 189, 191,
]

describe('layer groups', () => {
  it('are those whose layers, stacked above each other, have the space group that belongs to them', async () => {
    for (let number = 1; number <= 80; number++) {
      const { lattice, elements, positions } = slabOf(number, 7)
      const [a, b, c] = lattice as [number[], number[], number[]]
      const height = 30
      const stacked = {
        lattice: [a, b, [0, 0, height]],
        elements,
        // what the third vector brings along aside becomes fractions of the others
        positions: positions.map(([x, y, z]) => {
          const v = y! + (c[1]! * z!) / b[1]!
          const u = x! + (c[0]! * z! - (v - y!) * b[0]!) / a[0]!
          return [u, v, (z! * c[2]!) / height]
        }),
      }
      const { number: own } = await layerGroup(
        { ...stacked, periodic: [true, true, false] },
        { tolerance: 1e-4 },
      )
      const space = await spaceGroup(stacked, { tolerance: 1e-4 })
      expect([own, space.number]).toEqual([number, STACKED[number - 1]])
    }
  })

  it('are those by which slabs are made, all eighty, said otherwise too', async () => {
    for (let number = 1; number <= 80; number++) {
      for (let seed = 0; seed < (process.env.NIGHTLY ? 10 : 2); seed++) {
        const slab = slabOf(number, seed)
        const found = await layerGroup(slab, { tolerance: 1e-4 })
        expect([seed, found.number]).toEqual([seed, number])
        expect(found.hermannMauguin).toBe(layer_group_type(number).hm_short)
        const other = await layerGroup(otherwise(slab, seed), { tolerance: 1e-4 })
        expect([seed, other.number, other.pointGroup.name]).toEqual([seed, number, found.pointGroup.name])
      }
    }
  })

  it('have the vectors across as they were, and exact operations where they are moved onto them', () => {
    const slab = slabOf(53, 3)
    const random = rng(2)
    const noisy = { ...slab, positions: slab.positions.map((p) => p.map((v) => v + 1e-3 * random.normal())) }
    const { structure, symmetry } = symmetrized(noisy, { tolerance: 0.05 })
    expect([symmetry.name, structure.periodic]).toEqual(['d4', [true, true, false]])
    expect(structure.lattice[2]).toEqual(slab.lattice[2])
    expect(crystalPointGroup(structure, { tolerance: 1e-6 }).deviation).toBeLessThan(1e-10)
  })

  it('are of slabs alone', async () => {
    const slab = slabOf(53, 1)
    await expect(spaceGroup(slab)).rejects.toThrow(/slabs have layer groups/)
    await expect(layerGroup({ ...slab, periodic: [true, true, true] })).rejects.toThrow(/one false/)
    const { periodic, ...crystal } = slab
    await expect(layerGroup(crystal)).rejects.toThrow(/one false/)
    await expect(layerGroup({ ...slab, periodic: [true, false, false] })).rejects.toThrow(
      /is a wire: see rodGroup/,
    )
    expect(() => crystalPointGroup({ ...slab, periodic: [true, false, false] })).toThrow(
      /is a wire: see rodGroup/,
    )
    expect(() => crystalPointGroup({ ...slab, periodic: [true, 1] as never })).toThrow(/three booleans/)
    expect(crystalIsometry(slab, crystal)).toBeUndefined()
    expect(() => crystalIsometry({ ...slab, periodic: [true, false, false] }, slab)).toThrow(/is a wire/)
    expect(periodic).toBeDefined()
  })
})
