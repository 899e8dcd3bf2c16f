import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Lines of the sources in which something stands, with their places. */
function places(folder: 'packages' | 'apps', what: RegExp): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const src = join(root, folder, name, 'src')
    return readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) => {
        const path = join(src, file)
        const lines = readFileSync(path, 'utf8').split('\n')
        return lines.flatMap((line, i) => (what.test(line) ? [`${relative(root, path)}:${i + 1}`] : []))
      })
  })
}

it('sources have no casts by way of unknown: the compiler would see no mistake in them', () => {
  const cast = /\bas (unknown|any) as\b/
  expect([...places('packages', cast), ...places('apps', cast)]).toEqual([])
})

it('packages throw errors of their own kinds, with a code', () => {
  expect(places('packages', /\bnew (Error|TypeError|RangeError)\(/)).toEqual([])
})

/** What the documentation of TensorFlow.js does not promise: the engine, kernels, backends, and what optimizers and layers hold. */
const INSIDES = [
  /\b(engine\(\)|ENGINE\b|tf\.(env|backend|findBackend|registerBackend|removeBackend)\()/,
  /\b(get|register|unregister)(Kernel|Gradient)\b|\brunKernel\b|\bkernelFunc\b|\bKernelBackend\b/,
  /\b(makeOutput|makeTensorInfo|makeTensorFrom\w+|typedArrayFromHeap|disposeData|dataId|dataIdMap|numDataIds|TensorInfo)\b/,
  /\b(gradientDepth|activeTape|registeredVariables|accBeta[12]|accumulated(First|Second)Moment)\b/,
  /\b(inboundNodes|outboundNodes|inboundLayers|outboundLayers|_trainableWeights|fastWeightInitDuringBuild)\b/,
  /\.read\(\) as tf\.Variable\b|Cannot find a connection/,
]

it('the insides of TensorFlow.js are touched in one folder', () => {
  const found = INSIDES.flatMap((inside) => [...places('packages', inside), ...places('apps', inside)])
  const adapter = found.filter((place) => place.startsWith('packages/emlp/src/tensorflow/'))
  expect(found.filter((place) => !adapter.includes(place))).toEqual([])
  expect(adapter.length).toBeGreaterThan(10)
})

it('others come to that folder by its door', () => {
  const door = /from '.*\/tensorflow\/(?!adapter\.js)/
  expect(places('packages', door)).toEqual([])
})
