import { shown } from '@buridan/core'
import { type AnyRepresentation, act, isSameGroup, randomElement, rng } from '@buridan/groups'
import type * as tf from '@tensorflow/tfjs'
import { innerLayers, through, type Use } from '../tensorflow/adapter.js'

/** The representations that a network is said to be from and to. */
interface Ends {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
}

/** What is known of numbers in a network: what they are in, and whether they are its input as it comes. */
interface Known {
  readonly rep: AnyRepresentation | undefined
  readonly isInput?: boolean
}

/**
 * What in a network is not of the representations that it is said to be from and to, in words; undefined if nothing is. Its input holds ρ_in
 * and maybe other numbers behind, its output is in ρ_out: as many numbers as these have, or rows of as many; layers of Buridan's that read
 * the input or write the output say in what they do, and all are of one group. O(layers + dim).
 */
export function misfit(network: tf.LayersModel, { repIn, repOut }: Ends): string | undefined {
  if (!isSameGroup(repIn.group, repOut.group)) {
    return `the inputs are in a representation of ${shown(repIn.group.name)}, the outputs in one of ${shown(repOut.group.name)}`
  }
  return (
    wrongWidths(network, repIn, repOut) ??
    wrongGroup(network, repIn) ??
    wrongLayers(network, { repIn, repOut })
  )
}

/** As {@link misfit}, of a network that takes rows of dim ρ_in numbers and no others to rows of dim ρ_out. */
export function misfitOfRows(network: tf.LayersModel, ends: Ends): string | undefined {
  const { repIn, repOut } = ends
  for (const [what, tensors, rep] of [
    ['takes', network.inputs, repIn],
    ['gives', network.outputs, repOut],
  ] as const) {
    const [shape, ...more] = tensors.map((t) => t.shape)
    if (more.length > 0) return `the network ${what} ${tensors.length} tensors, and not rows alone`
    if (shape?.length !== 2 || shape[1] !== rep.dim) {
      return `the network ${what} ${numbers(shape)}, and ${shown(rep.text)} has dimension ${rep.dim}`
    }
  }
  return misfit(network, ends)
}

function numbers(shape: tf.Shape | undefined): string {
  return `numbers of shape [${shape
    ?.slice(1)
    .map((d) => d ?? 'any')
    .join(', ')}] for each sample`
}

/** The numbers of a sample, and of its rows; none where they may be of any number. */
function widths({ shape }: tf.SymbolicTensor): number[] {
  const sizes = shape.slice(1)
  const all = sizes.reduce<number>((product, d) => product * (d ?? Number.NaN), 1)
  return [all, sizes.at(-1) ?? Number.NaN].filter((n) => !Number.isNaN(n))
}

function wrongWidths(
  { inputs, outputs }: tf.LayersModel,
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
): string | undefined {
  const said = (rep: AnyRepresentation) => `${shown(rep.text)} has dimension ${rep.dim}`
  const taken = inputs.map(widths)
  if (taken.every((own) => own.length > 0 && own.every((n) => n < repIn.dim))) {
    return `the network takes ${numbers(inputs[0]?.shape)}, and ${said(repIn)}`
  }
  const [given, ...more] = outputs.map(widths)
  if (given && more.length === 0 && given.length > 0 && !given.includes(repOut.dim)) {
    return `the network gives ${numbers(outputs[0]?.shape)}, and ${said(repOut)}`
  }
  return undefined
}

const isOurs = (layer: tf.layers.Layer) => layer.getClassName().startsWith('Buridan')

/** The representation that a layer of ours reads, and that which it writes, as far as it says so. */
function endsOf(layer: tf.layers.Layer): { reads?: AnyRepresentation; writes?: AnyRepresentation } {
  if (!isOurs(layer)) return {}
  const of = (name: string): AnyRepresentation | undefined => Reflect.get(layer, name)
  const [reads, writes] = [of('repIn') ?? of('inputRep'), of('repOut') ?? of('rep')]
  return { ...(reads ? { reads } : {}), ...(writes ? { writes } : {}) }
}

function wrongGroup(network: tf.LayersModel, { group }: AnyRepresentation): string | undefined {
  for (const { layer } of innerLayers(network)) {
    for (const rep of Object.values(endsOf(layer))) {
      if (!isSameGroup(rep.group, group))
        return `the layer ${shown(layer.name)} is of ${shown(rep.group.name)}, and the inputs are of ${shown(group.name)}`
    }
  }
  return undefined
}

function wrongLayers(network: tf.LayersModel, { repIn, repOut }: Ends): string | undefined {
  let wrong: string | undefined
  const ask = ({ layer, outputs }: Use, values: Known[]): Known[] => {
    const { reads, writes } = endsOf(layer)
    if (reads && values[0]?.isInput && !beginsWith(reads, repIn)) {
      wrong ??= `the layer ${shown(layer.name)} reads ${shown(reads.text)}, and the inputs are in ${shown(repIn.text)}`
    }
    return outputs.map(() => ({ rep: writes ?? sumOf(layer, values) }))
  }
  const begin = network.inputs.map(
    (_, i): Known => (i === 0 ? { rep: repIn, isInput: true } : { rep: undefined }),
  )
  const [end] = through(network, begin, ask)
  if (end?.rep && !end.isInput && !(end.rep.dim === repOut.dim && beginsWith(end.rep, repOut))) {
    wrong ??= `its last layer writes ${shown(end.rep.text)}, and the outputs are in ${shown(repOut.text)}`
  }
  return wrong
}

/** What a sum is in, if all that is added is in one representation. */
function sumOf(layer: tf.layers.Layer, values: readonly Known[]): AnyRepresentation | undefined {
  const rep = values[0]?.rep
  return layer.getClassName() === 'Add' && rep && values.every((v) => v.rep?.key === rep.key)
    ? rep
    : undefined
}

/** Elements of the group by which representations are told apart where they are not made alike. */
const ELEMENTS = 16

/** Whether the first coordinates of a representation are transformed as those of another one, whatever the rest are. */
function beginsWith(whole: AnyRepresentation, part: AnyRepresentation): boolean {
  if (whole.key === part.key) return true
  if (whole.dim < part.dim) return false
  const random = rng(0)
  const x = Float64Array.from({ length: whole.dim }, () => random.normal())
  for (let i = 0; i < ELEMENTS; i++) {
    const g = randomElement(part.group, random)
    const [moved, own] = [act(whole, g, x), act(part, g, x.slice(0, part.dim))]
    const size = own.reduce((most, v) => Math.max(most, Math.abs(v)), 1)
    if (own.some((v, k) => Math.abs(v - moved[k]!) > 1e-6 * size)) return false
  }
  return true
}
