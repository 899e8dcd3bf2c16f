import { subgroup } from '@buridan/groups'
import { breakable, denseNetwork, LearnedVector, RelaxedLinear, Stratification } from '@buridan/relaxed'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { elementsOfAction, permuting, repsOf } from '../../given/acting.js'
import { type Audited, audited, rowsOf } from '../../given/audited.js'
import { worstRelaxed } from '../../given/relaxed-equivariance.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const given = fc.record({
  data: audited(permuting, 1),
  seed: fc.nat(1e5),
  breaking: fc.constantFrom(0, 0.1, 2),
  complete: fc.boolean(),
})

interface Given {
  readonly data: Audited
  readonly seed: number
  readonly breaking: number
  readonly complete: boolean
}

/** The layer that breaks all orbit types of the input, as a function of inputs wherever they are. */
function layerOf({ data, seed, breaking, complete }: Given) {
  const reps = repsOf(data.acts)
  const { lattice } = new Stratification(reps.repIn)
  const types = lattice.classes.flatMap((c, i) => (c.order > 1 ? [i] : []))
  const completed = complete ? types.filter((i) => lattice.classes[i]!.supplement.intersectionOrder > 1) : []
  const located = new Stratification(reps.repIn, undefined, new Set(completed))
  const layer = new RelaxedLinear({ ...reps, strata: types, breaking, complete, seed })
  const call = (x: readonly number[]): number[] => {
    const { canonical, t, classIndex } = located.locate(Float64Array.from(x))
    const oneHot = types.length > 0 ? types.map((i) => Number(i === classIndex)) : [0]
    const y = tf.tidy(() => {
      const out = layer.apply([tf.tensor2d([[...canonical]]), tf.tensor2d([oneHot])]) as tf.Tensor
      return out.dataSync()
    })
    return [...reps.repOut.apply(t, Float64Array.from(y))]
  }
  return { layer, call, types, lattice, reps }
}

const rows = fc.array(fc.array(fc.constantFrom(0, 1, -1, 0.5, 3), { minLength: 3, maxLength: 3 }), {
  minLength: 1,
  maxLength: 3,
})

export const layers = [
  relation(
    'RelaxedLinear RelaxedLinear#build RelaxedLinear#call',
    'inputs moved by every element: an answer moved along, up to the stabilizer',
    {
      given,
      one: (asked) => {
        const { layer, call } = layerOf(asked)
        const worst = worstRelaxed(elementsOfAction(asked.data.acts), rowsOf(asked.data).x[0]!, call)
        layer.dispose()
        return [worst.relaxed < 1e-4, asked.breaking > 0 || worst.strict < 1e-4]
      },
      other: () => [true, true],
      cost: 30,
    },
  ),
  relation('RelaxedLinear breakable', 'what is kept of each orbit type', {
    given,
    one: (asked) => layerOf(asked).layer.kept,
    other: (asked) => {
      const { types, lattice, reps } = layerOf(asked)
      return types.map((i) => {
        const { generators } = lattice.classes[i]!.representative.group
        const { keptOrder } = breakable(reps.repIn.group, subgroup(reps.repIn.group, [...generators]))
        return asked.complete ? 1 : keptOrder
      })
    },
    cost: 15,
  }),
  relation(
    'RelaxedLinear RelaxedLinear#getConfig RelaxedLinear#computeOutputShape',
    'written out and made again from its seed',
    {
      given,
      one: (asked) => {
        const { layer, types, reps } = layerOf(asked)
        return [firstOfType(layer, types.length, rowsOf(asked.data).x[0]!), [1, reps.repOut.dim]]
      },
      other: (asked) => {
        const { layer, types } = layerOf(asked)
        const again = remade(RelaxedLinear, layer)
        const x = rowsOf(asked.data).x[0]!
        const shape = again.computeOutputShape([
          [1, x.length],
          [1, Math.max(1, types.length)],
        ])
        return [firstOfType(again, types.length, x), shape]
      },
      same: closeTo(1e-6),
      cost: 30,
    },
  ),
  relation(
    'LearnedVector LearnedVector#build LearnedVector#call LearnedVector#computeOutputShape LearnedVector#getConfig',
    'the rows with one vector behind each, made again from its seed',
    {
      given: fc.record({ x: rows, dim: fc.integer({ min: 1, max: 4 }), seed: fc.nat(1e5) }),
      one: ({ x, dim, seed }) => {
        const layer = new LearnedVector({ dim, seed })
        const shape = layer.computeOutputShape([x.length, 3])
        const answer = tf.tidy(() => (layer.apply(tf.tensor2d(x)) as tf.Tensor2D).arraySync())
        layer.dispose()
        return [answer, shape]
      },
      other: ({ x, dim, seed }) => {
        const layer = remade(LearnedVector, new LearnedVector({ dim, seed }))
        const answer = tf.tidy(() => (layer.apply(tf.zeros([1, 3])) as tf.Tensor).dataSync())
        layer.dispose()
        const vector = answer.slice(3)
        return [x.map((row) => [...row, ...vector]), [x.length, 3 + new Set(vector).size]]
      },
      cost: 6,
    },
  ),
  relation('denseNetwork', 'its weights multiplied out', {
    given: fc.record({
      x: rows,
      outputs: fc.integer({ min: 1, max: 3 }),
      hidden: fc.integer({ min: 1, max: 5 }),
      layers: fc.nat(2),
      seed: fc.nat(1e5),
    }),
    one: ({ x, ...options }) => {
      const network = denseNetwork({ inputs: 3, ...options })
      return tf.tidy(() => {
        const out = (network.predict(tf.tensor2d(x)) as tf.Tensor2D).arraySync()
        network.dispose()
        return out
      })
    },
    other: ({ x, ...options }) => {
      const network = denseNetwork({ inputs: 3, ...options })
      const weights = network.getWeights().map((w) => w.arraySync() as number[] | number[][])
      network.dispose()
      let at: number[][] = x
      for (let l = 0; l < weights.length; l += 2) {
        const [kernel, bias] = [weights[l] as number[][], weights[l + 1] as number[]]
        at = at.map((row) => bias.map((b, j) => row.reduce((sum, v, i) => sum + v * kernel[i]![j]!, b)))
        if (l + 2 < weights.length) at = at.map((row) => row.map((v) => v / (1 + Math.exp(-v))))
      }
      return at
    },
    same: closeTo(1e-4, 1e-6),
    cost: 12,
  }),
]

/** The answer of a layer to an input said to be of the first type; the layer is freed. */
function firstOfType(layer: RelaxedLinear, types: number, x: readonly number[]): number[] {
  const oneHot = Array.from({ length: Math.max(1, types) }, (_, i) => Number(types > 0 && i === 0))
  const answer = tf.tidy(() => {
    const out = layer.apply([tf.tensor2d([[...x]]), tf.tensor2d([oneHot])]) as tf.Tensor
    return [...out.dataSync()]
  })
  layer.dispose()
  return answer
}

/** A layer made of the text of another's configuration. */
function remade<L extends tf.layers.Layer>(of: { new (...args: never[]): L }, layer: L): L {
  const from = of as unknown as { fromConfig(c: unknown, config: unknown): L }
  return from.fromConfig(of, JSON.parse(JSON.stringify(layer.getConfig())))
}
