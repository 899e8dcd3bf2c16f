import { audit } from '@buridan/relaxed'
import {
  auditTask,
  batio3Task,
  lossProbes,
  makeModel,
  measureDataEfficiency,
  o5Task,
  pztTask,
  runMethod,
  type Task,
} from '@buridan/tasks'
import fc from 'fast-check'
import { CIFS } from '../../given/cells.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const batio3 = batio3Task()
/** A small one, of which a run takes no seconds. */
const small: Task = {
  ...batio3,
  hidden: 8,
  layers: 1,
  breakAt: 1,
  x: batio3.x.slice(0, 2),
  test: batio3.test.slice(0, 2),
  // of an untrained network there are many, each drawn 500 times
  outcomes: [],
}

export const whole = [
  relation('auditTask', 'its data audited, and the floor the task says', {
    given: fc.nat(30),
    one: (seed) => auditTask(pztTask(CIFS['PbZr0.1Ti0.9O3.cif']!, { seed }))!.strictFloor,
    other: (seed) => {
      const { x, y, repIn, repOut, floor } = pztTask(CIFS['PbZr0.1Ti0.9O3.cif']!, { seed })
      const report = audit({ x: [...x].reverse(), y: [...y!].reverse(), repIn, repOut })
      return Math.abs(report.strictFloor - floor) < 1e-9
        ? report.strictFloor
        : { audit: report.strictFloor, floor }
    },
    same: closeTo(1e-9),
    cost: 100,
  }),
  relation('lossProbes', 'another loss that is the same function, and one that is greater by a number', {
    given: fc.integer({ min: -50, max: 50 }),
    one: (more) => {
      const { loss } = batio3
      const shifted = lossProbes({
        ...batio3,
        loss: (...given) =>
          loss(...given)
            .add(more)
            .asScalar(),
      })
      return [lossProbes({ ...batio3, loss: (...given) => loss(...given) }), shifted]
    },
    other: (more) => {
      const probes = lossProbes(batio3)
      return [probes, probes.map((v, i) => (i < 2 ? v + more : v))]
    },
    same: closeTo(1e-4, 1e-4),
    cost: 20,
  }),
  relation('makeModel', 'about as many parameters as the relaxed one; the same seed again', {
    given: fc.record({
      method: fc.constantFrom('strict', 'noise', 'canonical', 'augmented', 'positional'),
      seed: fc.nat(1e5),
    }),
    one: ({ method, seed }) => {
      const model = makeModel(batio3, method, seed)
      const reference = makeModel(batio3, 'relaxed', seed)
      const ratio = model.parameterCount / reference.parameterCount
      const answer = model.predict([[1]], { seed: 3 }).map((v) => [...v])
      model.dispose()
      reference.dispose()
      return [ratio > 0.8 && ratio < 1.25, answer]
    },
    other: ({ method, seed }) => {
      const model = makeModel(batio3, method, seed)
      const answer = model.predict([[1]], { seed: 3 }).map((v) => [...v])
      model.dispose()
      return [true, answer]
    },
    cost: 200,
  }),
  relation('runMethod', 'run again; its loss by the scores of its answers', {
    given: fc.record({ method: fc.constantFrom('strict', 'relaxed', 'augmented'), seed: fc.nat(1e5) }),
    one: async ({ method, seed }) => {
      const { loss, checks, curve } = await runMethod(small, method, { epochs: 2, seed })
      return [loss, checks.map((c) => c.loss), curve]
    },
    other: async ({ method, seed }) => {
      const { checks, curve } = await runMethod(small, method, { epochs: 2, seed })
      const scores = checks.map((c, i) => small.test[i]!.score(c.answer))
      return [scores.reduce((sum, v) => sum + v, 0) / scores.length, scores, curve]
    },
    same: closeTo(1e-9, 1e-9),
    cost: 200,
  }),
  relation('measureDataEfficiency', 'sizes and methods apart and together', {
    given: fc.record({
      sizes: fc.uniqueArray(fc.integer({ min: 2, max: 20 }), { minLength: 2, maxLength: 2 }),
      seed: fc.nat(99),
    }),
    one: async ({ sizes, seed }) =>
      strip(await measureDataEfficiency(o5Task(), { ...tiny, sizes, seeds: [seed] })),
    other: async ({ sizes, seed }) => {
      const parts = []
      for (const size of sizes) {
        for (const method of tiny.methods)
          parts.push(
            ...(await measureDataEfficiency(o5Task(), {
              ...tiny,
              methods: [method],
              sizes: [size],
              seeds: [seed],
            })),
          )
      }
      return strip(parts)
    },
    same: closeTo(1e-6),
    cost: 200,
  }),
]

const tiny = {
  methods: ['emlp', 'mlp'] as const,
  steps: 2,
  hidden: 6,
  layers: 1,
  batchSize: 4,
  testSize: 8,
  learningRate: 0.01,
}

const strip = (results: Awaited<ReturnType<typeof measureDataEfficiency>>) =>
  results.map(({ method, size, seed, error, parameters }) => [method, size, seed, error, parameters])
