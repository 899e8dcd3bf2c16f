import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { disposeNetwork, type Emlp, loadEmlp, loadModel, saveModel, trainableVariables } from '@buridan/emlp'
import { fileSystem } from '@buridan/emlp/node'
import type * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { answers } from '../../given/layers.js'
import { type GivenModel, models, withModel, withOther } from '../../given/models.js'
import { tensorRelation } from '../../given/tensors.js'

const given = models()
const predicted = (model: Emlp, rows: readonly ArrayLike<number>[]) =>
  model.predict(rows).map((y) => Array.from(y))
const asked = (g: GivenModel) => withModel(g, predicted)

/** What was saved, as JSON and bytes, read again. */
async function throughText(save: (handler: tf.io.IOHandler) => Promise<void>): Promise<tf.io.IOHandler> {
  let text = ''
  let bytes = new ArrayBuffer(0)
  await save({
    save: async ({ weightData, ...rest }) => {
      text = JSON.stringify(rest)
      bytes = (weightData as ArrayBuffer).slice(0)
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
    },
  })
  return { load: async () => ({ ...(JSON.parse(text) as object), weightData: bytes }) }
}

/** The answers of a model, which of its layers are trainable, and its seed. */
const facts = (model: Emlp, rows: number[][]) => ({
  answers: predicted(model, rows),
  trainable: [model.network.trainable, ...maps(model).map((l) => l.trainable)],
  trained: trainableVariables(model.network).length,
  seed: model.seed,
  reps: [model.repIn, model.repOut].map((r) => [r.group.name, r.text]),
})

/** The layers without the input, of which nothing is trained. */
const maps = (model: Emlp) => model.network.layers.filter((l) => l.getClassName() !== 'InputLayer')

/** Some layers, or the whole, not to be trained. */
function freeze(model: Emlp, which: number): void {
  if (which < 0) model.network.trainable = false
  else
    maps(model).forEach((layer, i) => {
      layer.trainable = ((which >> i) & 1) === 0
    })
}

const frozen = fc.tuple(given, fc.integer({ min: -1, max: 15 }))

export const files = [
  tensorRelation('Emlp#save loadEmlp', 'through text, with what is not trained', {
    given: frozen,
    one: ([g, which]: [GivenModel, number]) =>
      withModel(g, (m, rows) => {
        freeze(m, which)
        return facts(m, rows)
      }),
    other: ([g, which]) =>
      withModel(g, async (m, rows) => {
        freeze(m, which)
        const handler = await throughText((to) => m.save(to))
        return withOther(await loadEmlp(handler), (again) => facts(again, rows))
      }),
    cost: 25,
  }),
  tensorRelation('Emlp#save loadEmlp', 'through a folder, over another model', {
    given: fc.tuple(given, given),
    one: ([g]: [GivenModel, GivenModel]) => withModel(g, facts),
    other: async ([g, before]) => {
      const folder = mkdtempSync(join(tmpdir(), 'buridan-relations-'))
      try {
        await withModel(before, (m) => m.save(fileSystem(folder)))
        return await withModel(g, async (m, rows) => {
          await m.save(fileSystem(folder))
          return withOther(await loadEmlp(fileSystem(folder)), (again) => facts(again, rows))
        })
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
    cost: 30,
  }),
  tensorRelation('saveModel loadModel', 'the same model under a kind of its own', {
    given,
    one: asked,
    other: (g) =>
      withModel(g, async (m, rows) => {
        const { network, repIn, repOut } = m
        const handler = await throughText((to) =>
          saveModel(network, { kind: 'own', repIn, repOut, note: 'A_b' }, to),
        )
        const loaded = await loadModel(handler, 'own')
        try {
          if (loaded.metadata.note !== 'A_b') throw new Error('a note of its own is another')
          return answers(loaded.network, rows, repIn.dim)
        } finally {
          disposeNetwork(loaded.network)
        }
      }),
    cost: 20,
  }),
  tensorRelation('trainableVariables', 'numbers of the layers that are trained', {
    given: frozen,
    one: ([g, which]: [GivenModel, number]) =>
      withModel(g, (m) => {
        freeze(m, which)
        return trainableVariables(m.network).map((v) => Array.from(v.dataSync()))
      }),
    other: ([g, which]) =>
      withModel(g, (m) => {
        const trained = maps(m).filter((_, i) => which >= 0 && ((which >> i) & 1) === 0)
        return trained.flatMap((l) => l.getWeights().map((w) => Array.from(w.dataSync())))
      }),
  }),
]
