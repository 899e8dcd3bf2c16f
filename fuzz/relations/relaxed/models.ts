import { loadSymmetryBreaker, relaxedEmlp, type SymmetryBreaker, symmetryBreaker } from '@buridan/relaxed'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { elementsOfAction, permuting, repsOf } from '../../given/acting.js'
import { type Audited, audited, rowsOf } from '../../given/audited.js'
import { apart, norm, worstRelaxed } from '../../given/relaxed-equivariance.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

/** Exact inputs: at the tolerance of a stabilizer a network is not continuous. */
const data = audited(permuting, 2).map((d) => ({ ...d, noise: 0 }))
const ORBIT = ['relaxed', 'breaking-input', 'canonical', 'strict'] as const
const RANDOM = ['breaking-set', 'positional', 'noise', 'augmented'] as const

interface Given {
  readonly data: Audited
  readonly method: (typeof ORBIT)[number] | (typeof RANDOM)[number]
  readonly seed: number
}
const given = fc.record({ data, method: fc.constantFrom(...ORBIT), seed: fc.nat(1e4) })
const any = fc.record({ data, method: fc.constantFrom(...ORBIT, ...RANDOM), seed: fc.nat(1e4) })

function withModel<T>({ data: { acts }, method, seed }: Given, use: (model: SymmetryBreaker) => T): T {
  const model = modelOf({ data: { acts } as Audited, method, seed })
  try {
    return use(model)
  } finally {
    model.dispose()
  }
}

const modelOf = ({ data: { acts }, method, seed }: Given) =>
  symmetryBreaker(method, { ...repsOf(acts), hidden: 6, layers: 1, seed, onWarning: () => {} })

/** Distinct vectors, as far as float32 tells. */
function distinct(list: readonly (readonly number[])[]): (readonly number[])[] {
  return list.filter((v, i) => !list.slice(0, i).some((w) => apart(v, w) <= 1e-4 * (norm(v) || 1)))
}

/** Whether each vector of either list is near one of the other. */
function alike(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): boolean {
  const within = (v: readonly number[], list: typeof a) =>
    list.some((w) => apart(v, w) <= 1e-3 * (norm(v) || 1))
  return a.every((v) => within(v, b)) && b.every((v) => within(v, a))
}

export const models = [
  relation('symmetryBreaker', 'inputs moved by every element: an answer moved along, up to the stabilizer', {
    given,
    one: (asked) =>
      withModel(asked, (model) => {
        const f = (x: readonly number[]) => [...model.predict([x])[0]!]
        const worst = worstRelaxed(elementsOfAction(asked.data.acts), rowsOf(asked.data).x[0]!, f)
        return [worst.relaxed < 1e-3, asked.method !== 'strict' || worst.strict < 1e-3]
      }),
    other: () => [true, true],
    cost: 80,
  }),
  relation('symmetryBreaker', 'all answers, and those drawn, by every element that keeps the input', {
    given,
    one: (asked) =>
      withModel(asked, (model) => {
        const x = rowsOf(asked.data).x[0]!
        const list = [...model.outcomes(x)].map((v) => [...v])
        const drawn = model.sample(x, { count: 400, seed: asked.seed }).map((v) => [...v])
        const { all } = orbitBy(asked.data, x, [...model.predict([x])[0]!])
        return [list.length, alike(list, all), alike(drawn, all)]
      }),
    other: (asked) =>
      withModel(asked, (model) => {
        const x = rowsOf(asked.data).x[0]!
        return [orbitBy(asked.data, x, [...model.predict([x])[0]!]).all.length, true, true]
      }),
    cost: 80,
  }),
  relation('symmetryBreaker', 'laws of answers to a moved input', {
    given: fc.record({
      data,
      method: fc.constantFrom('breaking-set' as const, 'positional' as const),
      seed: fc.nat(1e4),
      by: fc.nat(23),
    }),
    one: (asked) =>
      withModel(asked, (model) => {
        const elements = elementsOfAction(asked.data.acts)
        const g = elements[asked.by % elements.length]!
        const x = rowsOf(asked.data).x[0]!
        const law = (v: readonly number[], seed: number) =>
          distinct(model.sample(v, { count: 400, seed }).map((a) => [...a]))
        return alike(
          law(x, asked.seed).map((v) => g.out(v)),
          law(g.in(x), asked.seed + 1),
        )
      }),
    other: () => true,
    cost: 100,
  }),
  relation('symmetryBreaker loadSymmetryBreaker', 'saved and loaded', {
    given: any,
    one: (asked) =>
      withModel(asked, (model) => {
        const { x } = rowsOf(asked.data)
        return [
          model.predict(x, { seed: 3 }).map((v) => [...v]),
          draws(model, x),
          model.parameterCount,
          model.method,
        ]
      }),
    other: async (asked) => {
      const model = modelOf(asked)
      let saved: tf.io.ModelArtifacts | undefined
      await model.save(
        tf.io.withSaveHandler(async (artifacts) => {
          saved = artifacts
          return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
        }),
      )
      model.dispose()
      const again = await loadSymmetryBreaker(tf.io.fromMemory(saved!))
      const { x } = rowsOf(asked.data)
      const found = [
        again.predict(x, { seed: 3 }).map((v) => [...v]),
        draws(again, x),
        again.parameterCount,
        again.method,
      ]
      again.dispose()
      return found
    },
    same: closeTo(1e-5, 1e-6),
    cost: 100,
  }),
  relation('symmetryBreaker', 'rows one by one, in typed arrays, on another backend', {
    given,
    one: (asked) => withModel(asked, (model) => model.predict(rowsOf(asked.data).x).map((v) => [...v])),
    other: async (asked) => {
      const before = tf.getBackend()
      await tf.setBackend('cpu')
      try {
        return withModel(asked, (model) =>
          rowsOf(asked.data).x.map((row) => [...model.predict([Float64Array.from(row)])[0]!]),
        )
      } finally {
        await tf.setBackend(before)
      }
    },
    same: closeTo(1e-3, 1e-4),
    cost: 100,
  }),
  relation('relaxedEmlp symmetryBreaker', 'the same model by its other name', {
    given: fc.record({ data, seed: fc.nat(1e4), breakAt: fc.nat(1), breaking: fc.constantFrom(0, 0.1, 1) }),
    one: (asked) => withRelaxed(asked, 'relaxedEmlp'),
    other: (asked) => withRelaxed(asked, 'symmetryBreaker'),
    same: closeTo(1e-5, 1e-6),
    cost: 80,
  }),
  relation('relaxedEmlp', 'a start that breaks nothing, moved by every element', {
    given: fc.record({ data, seed: fc.nat(1e4), breakAt: fc.nat(1) }),
    one: ({ data: own, seed, breakAt }) => {
      const model = relaxedEmlp({
        ...repsOf(own.acts),
        hidden: 6,
        layers: 1,
        seed,
        breakAt,
        breaking: 0,
        onWarning: () => {},
      })
      const f = (x: readonly number[]) => [...model.predict([x])[0]!]
      const { strict } = worstRelaxed(elementsOfAction(own.acts), rowsOf(own).x[0]!, f)
      model.dispose()
      return strict < 1e-3
    },
    other: () => true,
    cost: 80,
  }),
  relation('symmetryBreaker', 'trained on samples and labels moved by elements of their own', {
    given: fc.record({ data, seed: fc.nat(1e4), moves: fc.tuple(fc.nat(23), fc.nat(23)) }),
    one: (asked) => lossesOf(asked, false),
    other: (asked) => lossesOf(asked, true),
    same: closeTo(1e-2, 1e-3),
    cost: 150,
  }),
]

function orbitBy({ acts }: Audited, x: readonly number[], y: readonly number[]) {
  const own = elementsOfAction(acts).filter((g) => apart(g.in(x), x) <= 1e-6 * norm(x))
  return { all: distinct(own.map((g) => g.out(y))) }
}

const draws = (model: SymmetryBreaker, x: readonly (readonly number[])[]) =>
  model.sample(x, { count: 2, seed: 5 }).map((list) => list.map((v) => [...v]))

function withRelaxed(
  asked: { data: Audited; seed: number; breakAt: number; breaking: number },
  by: string,
): unknown {
  const { data: own, seed, breakAt, breaking } = asked
  const options = { ...repsOf(own.acts), hidden: 6, layers: 1, seed, breakAt, breaking, onWarning: () => {} }
  const model = by === 'relaxedEmlp' ? relaxedEmlp(options) : symmetryBreaker('relaxed', options)
  const found = [model.predict(rowsOf(own).x).map((v) => [...v]), model.parameterCount]
  model.dispose()
  return found
}

async function lossesOf(asked: { data: Audited; seed: number; moves: readonly number[] }, moved: boolean) {
  const elements = elementsOfAction(asked.data.acts)
  const { x, y } = rowsOf(asked.data)
  const g = x.map((_, i) => elements[(moved ? asked.moves[i]! : 0) % elements.length]!)
  const model = modelOf({ ...asked, method: 'strict' })
  const losses = await model.fit(
    x.map((v, i) => g[i]!.in(v)),
    y.map((v, i) => g[i]!.out(v)),
    { epochs: 3, seed: 1, learningRate: 0.01 },
  )
  model.dispose()
  return [...losses]
}
