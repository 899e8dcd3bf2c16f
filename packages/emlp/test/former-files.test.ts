import { readFileSync } from 'node:fs'
import { parseRepresentation } from '@buridan/groups'
import type * as tf from '@tensorflow/tfjs'
import { expect, it } from 'vitest'
import { emlp, loadEmlp } from '../src/index.js'

/** A model of Oh, its answers to two rows and its number of parameters, as version 0.2.1 saved and said them. */
interface Former {
  readonly x: number[][]
  readonly answers: number[][]
  readonly parameters: number
  readonly artifacts: tf.io.ModelArtifacts
  readonly weights: string
}

const { x, answers, parameters, artifacts, weights }: Former = JSON.parse(
  readFileSync(new URL('files/model-format-3.json', import.meta.url), 'utf8'),
)

it('models of format 3 answer as they did, with the products that they were saved with, and are saved again as such', async () => {
  const weightData = new Uint8Array(Buffer.from(weights, 'base64')).buffer
  const model = await loadEmlp({ load: async () => ({ ...artifacts, weightData }) })
  expect(model.parameterCount).toBe(parameters)
  // the same network takes more products now
  const { repIn, repOut } = model
  const hidden = '4*T(0)+3*V+2*T(2)'
  const anew = emlp({ repIn, repOut, hidden: parseRepresentation(repIn.group, hidden), layers: 2, seed: 5 })
  expect(anew.parameterCount).toBeGreaterThan(parameters)
  anew.dispose()
  let saved: tf.io.ModelArtifacts = {}
  await model.save({
    save: async (given) => {
      saved = given
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
    },
  })
  const again = await loadEmlp({ load: async () => saved })
  for (const one of [model, again]) {
    one.predict(x).forEach((row, i) => {
      row.forEach((v, j) => {
        expect(v).toBeCloseTo(answers[i]![j]!, 5)
      })
    })
    one.dispose()
  }
})
