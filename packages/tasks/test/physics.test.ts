import { parseCif } from '@buridan/data'
import { elementsOf, rng, signedPermutationGroup, stabilizer } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { isTurn } from '../../../conformance/in-turn.js'
import {
  assignSites,
  auditTask,
  batio3Task,
  cellOf,
  chiSquareUniform,
  cubicParent,
  describeCell,
  freeEnergy,
  freeEnergyTensor,
  makeModel,
  methodsOf,
  minimumFreeEnergy,
  orient,
  perovskiteSymmetry,
  pztTask,
} from '../src/index.js'
import { readTaskData } from '../src/node.js'

describe('the free energy of BaTiO₃', () => {
  it('has the minima and transitions of the literature', () => {
    const at = (celsius: number) => {
      const { polarization, energy } = minimumFreeEnergy(celsius)
      const size = Math.hypot(...polarization)
      const axes = polarization.filter((p) => Math.abs(p) > 0.02).length
      return { size, energy, axes }
    }
    expect(at(25).size).toBeCloseTo(0.26, 3)
    expect(at(25).energy / -2.261e6).toBeCloseTo(1, 3)
    expect(at(-150).size).toBeCloseTo(0.403, 3)
    expect(at(-150).energy / -1.1146e7).toBeCloseTo(1, 4)
    expect([-150, -72, -69, 0, 8, 10, 60, 123, 126, 160].map((t) => at(t).axes)).toEqual([
      3, 3, 2, 2, 2, 1, 1, 1, 0, 0,
    ])
  })

  it('is the polynomial of the paper, term by term', () => {
    const random = rng(1)
    for (let k = 0; k < 20; k++) {
      const t = -150 + 350 * random.float()
      const p = [0.4 * random.normal(), 0.4 * random.normal(), 0.4 * random.normal()] as const
      const sum = (f: (i: number, j: number) => number) =>
        [0, 1, 2].flatMap((i) => [0, 1, 2].map((j) => f(i, j))).reduce((a, b) => a + b, 0)
      const each = (n: number) => p.reduce((s, v) => s + v ** n, 0)
      const lower = (n: number, m: number) => sum((i, j) => (i < j ? p[i]! ** n * p[j]! ** m : 0))
      const unequal = (n: number, m: number) => sum((i, j) => (i !== j ? p[i]! ** n * p[j]! ** m : 0))
      const product = (p[0] * p[1] * p[2]) ** 2
      const expected =
        4.124e5 * (t - 115) * each(2) -
        2.097e8 * each(4) +
        7.974e8 * lower(2, 2) +
        1.294e9 * each(6) -
        1.95e9 * unequal(4, 2) -
        2.5e9 * product +
        3.863e10 * each(8) +
        2.529e10 * unequal(6, 2) +
        1.637e10 * lower(4, 4) +
        1.367e10 * product * each(2)
      expect(Math.abs(freeEnergy(t, p) - expected)).toBeLessThan(1e-9 * (1e6 + Math.abs(expected)))
      const onTensors = tf.tidy(
        () => freeEnergyTensor(tf.tensor2d([[t]]), tf.tensor2d([[...p]])).dataSync()[0]!,
      )
      expect(Math.abs(onTensors - expected * 1e-6)).toBeLessThan(1e-3 * (1 + Math.abs(expected * 1e-6)))
    }
  })
})

describe('crystal structures', () => {
  it('are read with their symmetry: cubic BaTiO₃ has O_h', async () => {
    const crystal = parseCif(await readTaskData('BaTiO3.cif'))
    expect(crystal.lengths).toEqual([3.97, 3.97, 3.97])
    const generators = crystal.operations.map(({ rotation }) =>
      [0, 1, 2].map((j) => {
        const i = rotation.findIndex((row) => row[j] !== 0)
        return rotation[i]![j]! * (i + 1)
      }),
    )
    expect(generators.length).toBe(48)
    expect(signedPermutationGroup(generators).order).toBe(48n)
    expect(cellOf(crystal).atoms.length).toBe(5)
  })

  it('give the measured displacements of PZT', async () => {
    const cell = cellOf(parseCif(await readTaskData('PbZr0.1Ti0.9O3.cif')))
    const { elements, displacements } = assignSites(cell)
    expect(elements).toEqual(['Pb', 'Ti', 'O', 'O', 'O'])
    const c = 4.1319
    const along = [0, 0.0279, 0.1163, 0.1163, 0.1288].map((v) => v * c)
    along.forEach((v, s) => expect(displacements[3 * s + 2]).toBeCloseTo(v, 9))
    expect(displacements.reduce((sum, v) => sum + v * v, 0)).toBeCloseTo(
      c * c * (0.0279 ** 2 + 2 * 0.1163 ** 2 + 0.1288 ** 2),
      9,
    )
  })

  it('are described equivariantly, in any orientation and order of atoms', async () => {
    const { group, vector, sites, siteTensors } = perovskiteSymmetry()
    const polar = cellOf(parseCif(await readTaskData('PbZr0.1Ti0.9O3.cif')))
    const list = elementsOf(group)
    for (const cell of [polar, cubicParent(polar)]) {
      const x = describeCell(cell)
      for (let i = 0; i < list.order; i += 5) {
        const g = list.at(i)
        const turned = orient(cell, vector, g)
        const moved = describeCell({ ...turned, atoms: [...turned.atoms].reverse() })
        const expected = [...sites.apply(g, x.subarray(0, 5)), ...siteTensors.apply(g, x.subarray(5))]
        expected.forEach((v, k) => expect(Math.abs(moved[k]! - v)).toBeLessThan(1e-9))
      }
    }
  })

  it('are refused when a site has no atom', () => {
    expect(() => assignSites({ edge: 4, atoms: [{ element: 'O', position: [0, 0, 0] }] })).toThrow(
      /no atom at site B/,
    )
  })
})

describe('the tasks', () => {
  it('state floors that the audit and the group agree on', async () => {
    const pzt = pztTask(await readTaskData('PbZr0.1Ti0.9O3.cif'))
    const report = auditTask(pzt)!
    expect(pzt.floor).toBeCloseTo(0.7584, 4)
    expect(report.strictFloor).toBeCloseTo(pzt.floor, 9)
    expect(report.price).toBeCloseTo(pzt.floor, 9)
    expect([pzt.x.length, pzt.test.length]).toEqual([32, 16])
    for (const row of [pzt.x[0]!, pzt.test[3]!.x]) expect(stabilizer(pzt.repIn, row).order).toBe(48n)
    const batio3 = batio3Task()
    expect(batio3.floor).toBe(0)
    expect(batio3.test.map((t) => t.optimum).every((e) => e <= 0)).toBe(true)
    expect(auditTask(batio3)).toBeUndefined()
  })

  it.runIf(isTurn(1))('compare networks of equal size', async () => {
    for (const task of [pztTask(await readTaskData('PbZr0.1Ti0.9O3.cif')), batio3Task()]) {
      const counts = methodsOf(task).map((method) => {
        const model = makeModel(task, method, 0)
        const { parameterCount } = model
        model.dispose()
        return parameterCount
      })
      expect(counts.length).toBe(8)
      expect(Math.max(...counts) / Math.min(...counts), counts.join()).toBeLessThan(1.05)
    }
  })
})

describe('the χ² test', () => {
  it('has the critical values of the tables and rejects uneven counts', () => {
    expect(chiSquareUniform([1, 1]).critical).toBeCloseTo(10.83, 0)
    expect(chiSquareUniform(Array(6).fill(10)).critical).toBeCloseTo(20.52, 0)
    expect(chiSquareUniform([500, 500, 500, 600]).uniform).toBe(true)
    expect(chiSquareUniform([500, 500, 500, 700]).uniform).toBe(false)
  })
})
