import { parseMolecules } from '@buridan/data'
import { automorphisms, elementsOf, graph, rng, shuffled, stabilizer } from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  auditTask,
  autoencodingTask,
  bondOrdersTask,
  connectedGraphs,
  decodingTask,
  independentSetTask,
  makeModel,
  maxCutTask,
  maximumCut,
  maximumIndependentSet,
  methodsOf,
  namedGraphs,
  randomGraphs,
  spinGroundState,
  spinsTask,
  type Task,
} from '../src/index.js'
import { readTaskData } from '../src/node.js'
import { boxMinimum, restrictedTo, valueAt } from '../src/optimization/box-quadratic.js'

const molecules = parseMolecules(await readTaskData('molecules.jsonl'))
const tasks: Task[] = [
  spinsTask({ side: 4 }),
  await maxCutTask(),
  await independentSetTask(),
  autoencodingTask({ vertices: 4 }),
  bondOrdersTask(molecules),
  decodingTask(molecules),
]

describe('the exact optima', () => {
  it('of spins are those of going through all configurations', () => {
    for (const [j1, j2] of [
      [1, 0],
      [1, 0.3],
      [1, 0.5],
      [1, 0.9],
      [-1, 0.2],
      [0.4, -1.3],
    ] as const) {
      const side = 4
      let least = Number.POSITIVE_INFINITY
      for (let bits = 0; bits < 1 << 15; bits++) {
        const s = (r: number, c: number) =>
          (bits >> (((r + side) % side) * side + ((c + side) % side))) & 1 ? 1 : -1
        let energy = 0
        for (let r = 0; r < side; r++) {
          for (let c = 0; c < side; c++) {
            energy += s(r, c) * (j1 * (s(r + 1, c) + s(r, c + 1)) + j2 * (s(r + 1, c + 1) + s(r + 1, c - 1)))
          }
        }
        least = Math.min(least, energy)
      }
      const { energy, spins } = spinGroundState(side, j1, j2)
      expect(energy * side * side).toBeCloseTo(least, 9)
      const at = (r: number, c: number) => spins[((r + side) % side) * side + ((c + side) % side)]!
      let own = 0
      for (let r = 0; r < side; r++) {
        for (let c = 0; c < side; c++) {
          own += at(r, c) * (j1 * (at(r + 1, c) + at(r, c + 1)) + j2 * (at(r + 1, c + 1) + at(r + 1, c - 1)))
        }
      }
      expect([spins.length, own]).toEqual([16, expect.closeTo(least, 9)])
    }
    expect(() => spinGroundState(2, 1, 0)).toThrow(/side/)
  })

  it('of cuts and independent sets are those of going through all subsets', async () => {
    for (const g of [...namedGraphs(), ...randomGraphs(6, 3)]) {
      let [cut, set] = [0, 0]
      for (let bits = 0; bits < 1 << g.n; bits++) {
        cut = Math.max(cut, g.edges.filter(([u, v]) => ((bits >> u) & 1) !== ((bits >> v) & 1)).length)
        if (g.edges.some(([u, v]) => (bits >> u) & (bits >> v) & 1)) continue
        set = Math.max(set, [...Array(g.n).keys()].filter((v) => (bits >> v) & 1).length)
      }
      expect([g.name, await maximumCut(g), await maximumIndependentSet(g)]).toEqual([g.name, cut, set])
    }
  })

  it('on a box are below all points of a grid and taken at some', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.nat(10_000), (k, seed) => {
        const random = rng(seed)
        const symmetric = new Float64Array(k * k)
        for (let i = 0; i < k; i++) {
          for (let j = i; j < k; j++) symmetric[i * k + j] = symmetric[j * k + i] = random.int(7) - 3
        }
        const f = {
          constant: random.normal(),
          linear: new Float64Array(k).map(() => random.normal()),
          quadratic: symmetric,
        }
        const least = boxMinimum(f)
        const steps = k > 3 ? 8 : 16
        let grid = Number.POSITIVE_INFINITY
        for (let at = 0; at < (steps + 1) ** k; at++) {
          const m = Array.from(
            { length: k },
            (_, i) => -1 + (2 * (Math.floor(at / (steps + 1) ** i) % (steps + 1))) / steps,
          )
          grid = Math.min(grid, valueAt(f, m))
        }
        expect(least).toBeLessThanOrEqual(grid + 1e-9)
        // the grid is as fine as the curvature asks for
        expect(grid - least).toBeLessThan(6 * k * k * (1 / steps) ** 2 + 6 * k * (1 / steps) ** 2 + 0.2)
      }),
      { seed: 2, numRuns: 60 },
    )
    const f = { constant: 1, linear: Float64Array.of(1, 2, 3), quadratic: new Float64Array(9) }
    expect(restrictedTo(f, [0, 1, 0], 2).linear).toEqual(Float64Array.of(4, 2))
  })
})

describe('the sets of graphs', () => {
  it('are all connected graphs (OEIS A001349) and graphs that are symmetric', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((n) => connectedGraphs(n).length)).toEqual([1, 1, 2, 6, 21, 112, 853])
    for (const { n, edges, name } of namedGraphs()) {
      const { order } = automorphisms(graph({ n, edges: edges.map(([u, v]) => [u, v]) }))
      expect(order, name).toBeGreaterThan(1n)
    }
    const petersen = namedGraphs().find((g) => g.name === 'Petersen')!
    expect(automorphisms(graph({ n: 10, edges: petersen.edges.map(([u, v]) => [u, v]) })).order).toBe(120n)
  })
})

describe('each of the tasks', () => {
  it.each(tasks.map((t) => [t.name, t] as const))(
    '%s: states floors that no equivariant answer beats',
    (_, task) => {
      expect(task.floor).toBeGreaterThan(task.optimum)
      const model = makeModel(task, 'strict', 3)
      for (const check of task.test.slice(0, 40)) {
        const [answer] = model.predict([check.x])
        expect(check.score(answer!)).toBeGreaterThan(check.floor - 1e-4 * (1 + Math.abs(check.floor)))
        expect(check.floor).toBeGreaterThanOrEqual(check.optimum - 1e-9)
      }
      model.dispose()
    },
  )

  it.each(tasks.map((t) => [t.name, t] as const))(
    '%s: has a loss that is the score of the training inputs, and networks of equal size',
    (_, task) => {
      const counts = methodsOf(task).map((method) => {
        const model = makeModel(task, method, 0)
        const { parameterCount } = model
        model.dispose()
        return parameterCount
      })
      expect(Math.max(...counts) / Math.min(...counts), counts.join()).toBeLessThan(1.06)
      expect(task.x.every((row) => row.length === task.repIn.dim)).toBe(true)
      expect(task.test.every((t) => t.x.length === task.repIn.dim)).toBe(true)
    },
  )
})

describe('molecules', () => {
  it('have symmetric skeletons, and labels that some symmetry changes', () => {
    const task = tasks[4]!
    for (const check of task.test) {
      const found = stabilizer(task.repIn, check.x)
      expect('components' in found ? 1n : found.order).toBeGreaterThan(1n)
    }
    // the audit of the training data, by another way than the floor
    const report = auditTask(task)!
    expect([report.symmetric, report.price]).toEqual([report.samples, expect.closeTo(task.floor, 9)])
    // and that of sets of points, averaged over all turns and all 12! exchanges
    const decoding = tasks.find((t) => t.name === 'decoding')!
    const sets = auditTask(decoding)!
    expect([sets.price, sets.disagreement]).toEqual([expect.closeTo(decoding.floor, 9), 0])
    expect(sets.orbitTypes.map((t) => t.stabilizerOrder)).toEqual(['infinite'])
    const benzene = task.test.find((t) => t.label === 'benzene')!
    expect(benzene.floor).toBeCloseTo(3, 12)
    // one of the two Kekulé structures, by hand: the ring in the order of the input, double bonds every other
    const ring = [0]
    const joined = (a: number, b: number) => benzene.x[a * 10 + b] === 1
    while (ring.length < 6)
      ring.push([0, 1, 2, 3, 4, 5].find((b) => joined(ring.at(-1)!, b) && !ring.includes(b))!)
    for (const first of [1, 2]) {
      const answer = new Float64Array(110)
      ring.forEach((a, k) => {
        const b = ring[(k + 1) % 6]!
        answer[a * 10 + b] = answer[b * 10 + a] = (k + first) % 2 ? 2 : 1
        answer[100 + a] = 3
      })
      expect(benzene.score(answer)).toBe(0)
    }
  })
})

describe('decoding', () => {
  it('scores a set in any pose, handedness and order as right', () => {
    const task = tasks[5]!
    const random = rng(1)
    for (const [i, check] of task.test.entries()) {
      const y = task.y![i]!
      const order = shuffled(12, random)
      const answer = new Float64Array(y.length)
      // a quarter turn about z, a mirror, and the points in another order
      y.forEach((v, k) => {
        const [row, p] = [Math.floor(k / 12), k % 12]
        const [to, sign] = row === 0 ? [1, 1] : row === 1 ? [0, -1] : row === 2 ? [2, -1] : [row, 1]
        answer[to * 12 + order[p]!] = sign * v
      })
      expect(check.score(answer)).toBeLessThan(1e-9)
    }
    expect(elementsOf(tasks[0]!.repIn.group as never).order).toBe(256)
  })
})
