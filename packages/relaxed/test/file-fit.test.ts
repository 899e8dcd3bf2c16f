import { toSpec } from '@buridan/emlp'
import { type AnyRepresentation, dihedral, parseRepresentation, tensor } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { withMetadata } from '../../emlp/test/saved.js'
import { breakerMethods, loadSymmetryBreaker, symmetryBreaker } from '../src/index.js'

const G = dihedral(4)
const V = tensor(G, 1)
const x = [
  [1, 2, 3, 4],
  [1, 1, 0, 0],
]
const options = { repIn: V, repOut: V, hidden: 12, layers: 1, seed: 0, onWarning: () => {} }

async function saved(method: (typeof breakerMethods)[number]): Promise<tf.io.ModelArtifacts> {
  const model = symmetryBreaker(method, options)
  let artifacts: tf.io.ModelArtifacts = {}
  await model.save({
    save: async (given) => {
      artifacts = given
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
    },
  })
  model.dispose()
  return artifacts
}

const loaded = (given: tf.io.ModelArtifacts) => loadSymmetryBreaker({ load: async () => given })

/** Methods whose networks are made alike: which of them a file is of, its network does not say. */
const ALIKE: readonly (readonly string[])[] = [
  ['noise', 'breaking-set'],
  ['positional', 'breaking-input'],
  ['canonical', 'augmented'],
]

describe.each(breakerMethods)('a saved model of %s', (method) => {
  it('is read as what it is, and as no other method that needs another network', async () => {
    const artifacts = await saved(method)
    const tensors = tf.memory().numTensors
    for (const other of breakerMethods) {
      const changed = withMetadata(artifacts, { method: other })
      if (other === method || ALIKE.some((two) => two.includes(method) && two.includes(other))) {
        const model = await loaded(changed)
        expect([model.method, model.predict(x).length]).toEqual([other, 2])
        model.dispose()
      } else {
        await expect(loaded(changed)).rejects.toMatchObject({ code: 'INVALID_FILE' })
        await expect(loaded(changed)).rejects.toThrow(
          new RegExp(`of the method ${other}, but its network |no relaxed layer`),
        )
      }
      expect(tf.memory().numTensors).toBe(tensors)
    }
  })

  it('is of the representations that its network is of', async () => {
    const artifacts = await saved(method)
    const tensors = tf.memory().numTensors
    const two = toSpec(parseRepresentation(G, '2*V'))
    const scalars: AnyRepresentation = parseRepresentation(G, '4*T(0)')
    const hasExtra = ['noise', 'breaking-set', 'positional', 'breaking-input'].includes(method)
    const isPerceptron = ['canonical', 'augmented'].includes(method)
    const changes: object[] = [
      { repIn: two },
      { repOut: two },
      { repIn: two, repOut: two },
      { repIn: toSpec(parseRepresentation(G, 'T(0)')) },
      { tolerance: '1e-3' },
      { tolerance: -1 },
      { seed: 'one' },
      { method: 'best' },
      ...(isPerceptron ? [] : [{ repIn: toSpec(scalars) }, { repOut: toSpec(scalars) }]),
      ...(hasExtra ? [{ extra: two }, { extra: toSpec(scalars) }, { extra: null }] : []),
    ]
    for (const change of changes) {
      await expect(loaded(withMetadata(artifacts, change)), JSON.stringify(change)).rejects.toMatchObject({
        code: 'INVALID_FILE',
      })
    }
    expect(tf.memory().numTensors).toBe(tensors)
  })
})
