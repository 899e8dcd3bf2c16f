import { rng } from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTurn } from '../../../conformance/in-turn.js'
import {
  autoencodingTask,
  decodeEdges,
  independentSetTask,
  makeModel,
  maxCutTask,
  type SmallGraph,
} from '../src/index.js'
import { boxMinimum } from '../src/optimization/box-quadratic.js'
import { cornerMinimum } from '../src/optimization/corner-minimum.js'
import { faceMinimum } from '../src/optimization/face-minimum.js'

const path = (n: number): SmallGraph => ({
  name: `path ${n}`,
  n,
  edges: Array.from({ length: n - 1 }, (_, i) => [i, i + 1] as const),
})

/** Joined twins on a path, so that each pair is an orbit with an edge inside. */
function twins(pairs: number): SmallGraph {
  const edges: [number, number][] = []
  let n = 0
  let before: number | undefined
  for (let p = 0; p < pairs; p++) {
    // a stem of its own length tells the pairs apart
    for (let k = 0; k <= p; k++) {
      if (before !== undefined) edges.push([before, n])
      before = n++
    }
    edges.push([before!, n], [before!, n + 1], [n, n + 1])
    n += 2
  }
  return { name: 'twins', n, edges }
}

describe('tasks on graphs of one’s own', () => {
  it('have floors and optima as by hand, for few orbits and for many', async () => {
    // the two-colouring of an odd path is symmetric; 41 vertices are 21 orbits
    for (const n of [3, 41]) {
      const task = await maxCutTask({ graphs: [path(n)] })
      expect([task.repOut.dim, task.floor, task.optimum]).toEqual([n, 1 - n, 1 - n])
    }
    // of an even path the two in the middle are one orbit: their edge is half cut, or is not and costs nothing else
    const even = await maxCutTask({ graphs: [path(4)] })
    expect([even.floor, even.optimum]).toEqual([expect.closeTo(-2, 12), -3])
    const sets = await independentSetTask({ graphs: [path(5)] })
    expect([sets.floor, sets.optimum]).toEqual([expect.closeTo(-3, 12), -3])
    const vectors = autoencodingTask({ graphs: [path(4), path(6)] })
    expect([vectors.test.length, vectors.repOut.dim / 16, vectors.optimum]).toEqual([2, 6, 0])
  })

  it('read as many edges wrong as the score says', () => {
    const task = autoencodingTask({ graphs: [path(4), path(6)] })
    const model = makeModel(task, 'strict', 1)
    for (const { x, graph, score } of task.test) {
      const [answer] = model.predict([x])
      const wanted = new Set(graph!.edges.map(([u, v]) => `${Math.min(u, v)} ${Math.max(u, v)}`))
      const read = decodeEdges(answer!, graph!.n, 6).map((e) => e.join(' '))
      const wrong =
        read.filter((e) => !wanted.has(e)).length + [...wanted].filter((e) => !read.includes(e)).length
      expect(wrong).toBe(score(answer!))
    }
    model.dispose()
    expect(() => decodeEdges([1, 2], 3)).toThrow(/48/)
  })

  it('train networks on as many vertices as there are', async () => {
    for (const task of [await maxCutTask({ graphs: [path(3)] }), autoencodingTask({ graphs: [path(3)] })]) {
      const model = makeModel(task, 'relaxed', 0)
      const losses = await model.fit(task.x, null, { epochs: 2, loss: task.loss, seed: 0 })
      expect(losses.every(Number.isFinite)).toBe(true)
      expect(model.predict([task.x[0]!])[0]!.length).toBe(task.repOut.dim)
      model.dispose()
    }
  })

  it('are refused where there are none, where an edge is none, and where the floor is out of reach', async () => {
    const bad = (g: Partial<SmallGraph>) => maxCutTask({ graphs: [{ ...path(3), ...g }] })
    await expect(maxCutTask({ graphs: [] })).rejects.toThrow(/empty/)
    await expect(bad({ edges: [[0, 3]] })).rejects.toThrow(/edge of path 3/)
    await expect(bad({ edges: [[1, 1]] })).rejects.toThrow(/1–1 at one vertex/)
    await expect(
      bad({
        edges: [
          [0, 1],
          [1, 0],
        ],
      }),
    ).rejects.toThrow(/twice/)
    await expect(bad({ n: 65, edges: [] })).rejects.toThrow(/65/)
    expect(() => autoencodingTask({ graphs: [] })).toThrow(/empty/)
    // seven pairs of joined twins: 2⁷ integer programs would be asked
    await expect(maxCutTask({ graphs: [twins(7)] })).rejects.toThrow(
      /orbits of vertices, 7 with edges inside/,
    )
  })

  it('have the floor of an even path, of many orbits of which one has an edge inside', async () => {
    const task = await maxCutTask({ graphs: [path(64)] })
    // all edges but the one in the middle, which is half cut at best or not at all
    expect([task.floor, task.optimum]).toEqual([expect.closeTo(-62, 9), -63])
  })

  it.runIf(isTurn(0))(
    'are least inside faces as their boxes are, some coordinates with squares',
    async () => {
      let insideOnly = 0
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.nat(10_000), async (k, seed) => {
          const random = rng(seed)
          const quadratic = new Float64Array(k * k)
          for (let i = 0; i < k; i++) {
            for (let j = i; j < k; j++) quadratic[i * k + j] = quadratic[j * k + i] = random.int(9) - 4
          }
          const f = {
            constant: random.normal(),
            linear: new Float64Array(k).map(() => random.normal()),
            quadratic,
          }
          const least = boxMinimum(f)
          expect(await faceMinimum(f)).toBeCloseTo(least, 9)
          insideOnly += Number((await cornerMinimum(f)) > least + 1e-6)
        }),
        { seed: 5, numRuns: process.env.NIGHTLY ? 60 : 20 },
      )
      expect(insideOnly).toBeGreaterThan(process.env.NIGHTLY ? 10 : 3)
    },
  )

  it('are least at corners as their boxes are, where no coordinate has a square', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.nat(10_000), async (k, seed) => {
        const random = rng(seed)
        const quadratic = new Float64Array(k * k)
        for (let i = 0; i < k; i++) {
          for (let j = i + 1; j < k; j++) quadratic[i * k + j] = quadratic[j * k + i] = random.int(7) - 3
        }
        const linear = new Float64Array(k).map(() => random.int(9) / 2 - 2)
        const f = { constant: random.normal(), linear, quadratic }
        expect(await cornerMinimum(f)).toBeCloseTo(boxMinimum(f), 9)
      }),
      { seed: 4, numRuns: 40 },
    )
  })
})
