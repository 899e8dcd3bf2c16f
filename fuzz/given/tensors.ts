import * as tf from '@tensorflow/tfjs'
import { type Comparison, closeTo } from '../harness/compare.js'
import { type Declaration, type Relation, relation } from '../harness/relation.js'

/** A relation whose ways leave no tensor behind, and read no memory that they did not write. */
export function tensorRelation<Given>(asks: string, changed: string, declared: Declaration<Given>): Relation {
  const { one, other, ...rest } = declared
  return relation(asks, changed, { cost: 10, ...rest, one: keepingNone(one), other: keepingNone(other) })
}

function keepingNone<Given>(way: (given: Given) => unknown): (given: Given) => unknown {
  return (given) => {
    spoilMemory()
    const before = tf.memory().numTensors
    const left = () => {
      const now = tf.memory().numTensors
      if (now !== before) throw new Error(`${before} tensors before, and ${now} after`)
    }
    const answer = way(given)
    if (!(answer instanceof Promise)) {
      left()
      return answer
    }
    return answer.then((value) => {
      left()
      return value
    })
  }
}

/** Leaves numbers in memory that is free, so that an answer that nobody wrote is seen. */
function spoilMemory(): void {
  const spoilt = [1, 2, 3, 4, 6, 9, 12, 24].map((size) => tf.fill([size], 77))
  // they are written now
  for (const t of spoilt) t.dataSync()
  tf.dispose(spoilt)
}

/** Asks on another backend, and comes back whatever happens. */
export async function onBackend<T>(name: string, ask: () => T | Promise<T>): Promise<T> {
  const before = tf.getBackend()
  await tf.setBackend(name)
  await tf.ready()
  try {
    return await ask()
  } finally {
    await tf.setBackend(before)
    await tf.ready()
  }
}

/** Finite numbers of float32, compared by the largest of all rows. */
export function float32<Given>(relative = 1e-4, absolute = 1e-6): Comparison<Given> {
  const flat = (v: unknown): unknown[] =>
    Array.isArray(v) || ArrayBuffer.isView(v) ? Array.from(v as unknown[], flat).flat() : [v]
  const shape = (v: unknown): unknown =>
    Array.isArray(v) ? v.map(shape) : ArrayBuffer.isView(v) ? (v as Float32Array).length : 0
  return (one, other, given) => {
    if (JSON.stringify(shape(one)) !== JSON.stringify(shape(other)))
      return `shapes ${JSON.stringify(shape(one))} and ${JSON.stringify(shape(other))}`
    const [a, b] = [flat(one), flat(other)]
    if (![...a, ...b].every(Number.isFinite)) return `not finite: ${a} and ${b}`
    return closeTo(relative, absolute)(a, b, given)
  }
}
