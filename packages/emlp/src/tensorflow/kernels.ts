import * as tf from '@tensorflow/tfjs'
import { changed } from './inside.js'
import { type Info, MAIN_MEMORY, type Memory, memoryOf } from './memory.js'

type Inputs = Parameters<tf.KernelFunc>[0]['inputs']

/** A kernel for all backends in main memory, with its gradient. Attributes are any object: they are not saved. */
export interface KernelDefinition<A extends object> {
  readonly name: string
  /** Outputs from inputs, in a backend's memory. */
  readonly body: (memory: Memory, inputs: Inputs, attributes: A) => Info | Info[]
  readonly gradient: {
    readonly inputsToSave: string[]
    readonly outputsToSave?: boolean[]
    /** The gradients by inputs, from those by outputs and from what was saved. */
    readonly gradients: (
      dys: tf.Tensor[],
      saved: tf.Tensor[],
      attributes: A,
    ) => Record<string, () => tf.Tensor>
  }
}

/** Runs a kernel on tensors; differentiable. */
export type RunKernel<A extends object> = (inputs: Record<string, tf.Tensor>, attributes: A) => tf.Tensor[]

/** Registers a kernel and its gradient for all backends in main memory. */
export function mainMemoryKernel<A extends object>(definition: KernelDefinition<A>): RunKernel<A> {
  const { body, gradient } = definition
  const name = freeName(definition.name)
  const { inputsToSave, outputsToSave, gradients: of } = gradient
  for (const backendName of MAIN_MEMORY) {
    tf.registerKernel({
      kernelName: name,
      backendName,
      kernelFunc: ({ inputs, backend, attrs }) =>
        body(memoryOf(backendName, backend), inputs, attributesOf<A>(name, attrs)),
    })
  }
  tf.registerGradient({
    kernelName: name,
    inputsToSave,
    ...(outputsToSave ? { outputsToSave } : {}),
    gradFunc: (dy, saved, attrs) => of([dy].flat(), saved, attributesOf<A>(name, attrs)),
  })
  return (inputs, attributes) => {
    const numbers = Object.entries(inputs).map(([input, t]) => [input, inFloat32(t)] as const)
    const attrs = { attributes } as object as tf.NamedAttrMap
    return [tf.engine().runKernel<tf.Tensor | tf.Tensor[]>(name, Object.fromEntries(numbers), attrs)].flat()
  }
}

/**
 * A name under which no kernel is registered: kernels of another copy of the package, maybe of another version, read plans that are
 * made otherwise.
 */
function freeName(name: string): string {
  const taken = (other: string) => MAIN_MEMORY.some((backend) => tf.getKernel(other, backend))
  if (!taken(name)) return name
  let copy = 2
  while (taken(`${name}_${copy}`)) copy++
  return `${name}_${copy}`
}

/** TensorFlow.js hands attributes to kernels and gradients as they are, plans of layers too, though its types are of JSON. */
function attributesOf<A extends object>(name: string, attrs: tf.NamedAttrMap | undefined): A {
  const attributes: unknown = attrs?.attributes
  if (typeof attributes !== 'object' || attributes === null) changed(`the attributes of ${name} are lost`)
  return attributes as A
}

/** Kernels read memory as float32. */
function inFloat32(t: tf.Tensor): tf.Tensor {
  return t.dtype === 'float32' ? t : tf.cast(t, 'float32')
}

/**
 * The gradients of a scalar in tensors, for use inside the gradient of a kernel: TensorFlow.js would drop the tape of the
 * outer gradient, were the inner one not marked as nested.
 */
export function nestedGradients(f: (...x: tf.Tensor[]) => tf.Tensor, x: tf.Tensor[]): tf.Tensor[] {
  const { state } = tf.engine()
  if (typeof state?.gradientDepth !== 'number') changed('the engine has no depth of gradients')
  state.gradientDepth++
  try {
    return tf.grads(f)(x)
  } finally {
    state.gradientDepth--
  }
}

/** What TensorFlow.js says where a loss depends on no weight; it has no other way to tell. */
const UNCONNECTED = 'Cannot find a connection between any variable'

/** A loss and its gradients: none if it does not depend on the weights, as with a layer whose space of maps is 0. */
export function variableGradients(
  loss: () => tf.Scalar,
  variables: readonly tf.Variable[],
): { value: tf.Scalar; grads: tf.NamedTensorMap } {
  const trained = variables.filter((v) => v.trainable)
  if (trained.length === 0) return { value: loss(), grads: {} }
  try {
    return tf.variableGrads(loss, trained)
  } catch (error) {
    freeTape()
    if (!(error instanceof Error && error.message.includes(UNCONNECTED))) throw error
    return { value: loss(), grads: {} }
  }
}

/**
 * Frees what a gradient has kept of the operations before an error: TensorFlow.js does so only where the gradient comes to its end, and the
 * scopes around it do not reach what is kept.
 */
function freeTape(): void {
  const { state } = tf.engine()
  if (state.gradientDepth > 0 || !state.activeTape) return
  if (!Array.isArray(state.activeTape)) changed('the tape of a gradient is no list')
  for (const { saved } of state.activeTape) tf.dispose(saved ?? [])
  Reflect.set(state, 'activeTape', null)
}
