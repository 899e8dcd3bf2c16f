import * as tf from '@tensorflow/tfjs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { prepareBackend } from '../src/backend.node.js'

/** A fresh engine, as a program has before it imports the package. */
function withoutBackends(): void {
  for (const name of Object.keys(tf.engine().registry)) tf.removeBackend(name)
}

afterEach(() => {
  vi.doUnmock('@tensorflow/tfjs-backend-wasm')
  vi.resetModules()
})

describe('the backend in Node', () => {
  it('falls back to the plain one where wasm cannot start', async () => {
    withoutBackends()
    expect(tf.getBackend()).toBeFalsy()
    vi.doMock('@tensorflow/tfjs-backend-wasm', () => ({
      setWasmPaths: () => {
        throw new Error('no wasm here')
      },
    }))
    expect(await prepareBackend()).toBe('cpu')
    expect(tf.tidy(() => tf.add(1, 2).dataSync()[0])).toBe(3)
  })

  it('leaves alone a backend that the program has chosen', async () => {
    await tf.setBackend('cpu')
    expect(await prepareBackend()).toBe('cpu')
  })
})
