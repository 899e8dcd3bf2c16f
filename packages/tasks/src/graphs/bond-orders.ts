import { InvalidFileError, knownOptions } from '@buridan/core'
import { type MoleculeRecord, moleculesOf } from '@buridan/data'
import {
  automorphisms,
  graph,
  parseRepresentation,
  type Rng,
  rng,
  shuffled,
  symmetric,
} from '@buridan/groups'
import { stabilizerLoss } from '@buridan/relaxed'
import * as tf from '@tensorflow/tfjs'
import { meansOf, type Task } from '../task.js'
import { BOND_ORDERS } from '../titles.js'

/** The number of atoms beside hydrogen of the largest molecule; smaller ones are filled up by atoms that are not there. */
const SIZE = 10
/** Elements of the skeletons that are told apart; molecules with others are left out. */
const ELEMENTS = ['C', 'N', 'O', 'S']
/** Squared error of a molecule up to which its structure counts as found: no bond is off by half an order. */
const RIGHT_WITHIN = 0.1

/** The atoms of a molecule beside hydrogen. */
interface Skeleton {
  readonly name: string
  readonly elements: readonly string[]
  /** Hydrogens of each atom. */
  readonly hydrogens: readonly number[]
  readonly bonds: readonly (readonly [number, number, number])[]
}

/**
 * The bond-orders task: from the skeleton of a real molecule (elements, hydrogens of each atom, which atoms are bound) predict the order of
 * every bond, a label of links, and the valence of every atom that they add up to, a label of atoms. Rings and groups with
 * several equally good structures (Kekulé's benzene, nitro) have symmetric skeletons and labels that are not. The group is S(10).
 *
 * Inputs: bonds, elements, hydrogens, T(2)+6V; outputs: orders and valences, T(2)+V, up to the symmetry of the skeleton.
 *
 * @param molecules - as read by `parseMolecules` of `@buridan/data`
 * @param options - `seed` of the order of atoms
 * @throws InvalidArgumentError if it is not a list, or no molecule fits
 * @throws InvalidFileError for a value that is not a molecule, or has no bonds
 * @remarks As `stabilizerLoss`: the label orbit of each molecule is found.
 *
 * @example
 * ```ts
 * import { parseMolecules } from '@buridan/data'
 * import { bondOrdersTask } from '@buridan/tasks'
 * import { readTaskData } from '@buridan/tasks/node'
 * const task = bondOrdersTask(parseMolecules(await readTaskData('molecules.jsonl')))
 * // six bonds of order 1½ in place of 1 and 2, each of them two entries of the matrix
 * console.log(task.test.find((t) => t.label === 'benzene')!.floor) // → 3
 * ```
 */
export function bondOrdersTask(molecules: readonly MoleculeRecord[], options: { seed?: number } = {}): Task {
  knownOptions(options, { seed: true }, 'bondOrdersTask')
  const group = symmetric(SIZE)
  const repIn = parseRepresentation(group, `T(2)+${ELEMENTS.length + 2}*V`)
  const repOut = parseRepresentation(group, 'T(2)+V')
  const random = rng(options.seed ?? 0)
  const skeletons = distinctSkeletons(moleculesOf(molecules))
  const rows = skeletons.map((s) => ({ training: encode(s), test: encode(reordered(s, random)) }))
  const [x, y] = [rows.map((r) => r.training.x), rows.map((r) => r.training.y)]
  const { orbits } = stabilizerLoss({
    repIn,
    repOut,
    x: rows.map((r) => r.test.x),
    y: rows.map((r) => r.test.y),
  })
  const test = rows.map((r, i) => ({
    label: skeletons[i]!.name,
    x: r.test.x,
    optimum: 0,
    floor: spread(orbits[i]!.labels!),
    score: (answer: ArrayLike<number>) => orbits[i]!.nearest(onBonds(answer, r.test.x)).squaredDistance,
  }))
  const means = meansOf(test)
  const loss = stabilizerLoss({ repIn, repOut, x, y })
  return {
    ...BOND_ORDERS,
    science:
      'Which bonds of a skeleton are double? Benzene has two Kekulé structures, a nitro group two ways to place its double bond, and the ' +
      'skeleton does not say which: averaging gives bonds of order 1½, which no structure has (Kekulé 1872). ' +
      'Molecules of up to 10 atoms ' +
      'beside hydrogen, some of them alike, with a multiple bond, from the Avogadro molecule library (BSD-3-Clause).',
    repIn,
    repOut,
    hidden: parseRepresentation(group, '24*T(0)+24*V+8*T(2)'),
    layers: 3,
    relaxation: 'breaking-input',
    extra: parseRepresentation(group, '8*V'),
    epochs: { quick: 400, full: 2000 },
    batchSize: 32,
    learningRate: 0.01,
    clipNorm: 1,
    x,
    y,
    loss: (predicted, batch) => loss(masked(predicted, batch.inputs), batch),
    unit: 'squared orders',
    test,
    scoredOn: 'training samples: the same skeletons, atoms in another order',
    rightWithin: RIGHT_WITHIN,
    ...means,
    floorSource:
      'labels averaged over the automorphisms of each skeleton, the best that is as symmetric as it',
    optimumSource: 'each skeleton has one label up to its automorphisms',
    scale: means.floor,
    outcomes: expectedOutcomes(skeletons, x),
    outcomeOptions: { tolerance: 0.2, negligible: 0.01 },
    readOut: onBonds,
  }
}

/** Molecules of the right size and elements with a multiple bond and a symmetric skeleton, one for each name; all without names. */
function distinctSkeletons(molecules: readonly MoleculeRecord[]): Skeleton[] {
  const found = new Map<string, Skeleton>()
  for (const [index, m] of molecules.entries()) {
    const skeleton = skeletonOf(m, index)
    const { name, elements, bonds } = skeleton
    const fits =
      elements.length >= 2 && elements.length <= SIZE && elements.every((e) => ELEMENTS.includes(e))
    const multiple = bonds.some(([, , order]) => order > 1)
    if (fits && multiple && !found.has(name) && isSymmetric(skeleton)) found.set(name, skeleton)
  }
  return [...found.values()]
}

/** Whether some atoms of a skeleton can be exchanged. */
function isSymmetric({ elements, hydrogens, bonds }: Skeleton): boolean {
  const colours = elements.map((e, i) => ELEMENTS.indexOf(e) * 8 + hydrogens[i]!)
  const edges = bonds.map(([i, j]): [number, number] => [i, j])
  return automorphisms(graph({ n: elements.length, edges, colours })).order > 1n
}

function skeletonOf({ name, elements, bonds }: MoleculeRecord, index: number): Skeleton {
  if (bonds === undefined)
    throw new InvalidFileError(`molecules[${index}] has no bonds, whose orders are learned`)
  const heavy = elements.flatMap((e, i) => (e === 'H' ? [] : [i]))
  const place = new Map(heavy.map((atom, i) => [atom, i]))
  const hydrogens = new Array<number>(heavy.length).fill(0)
  const kept: [number, number, number][] = []
  for (const [a, b, order] of bonds) {
    const [i, j] = [place.get(a), place.get(b)]
    if (i !== undefined && j !== undefined) kept.push([i, j, order])
    else if (i !== undefined) hydrogens[i]!++
    else if (j !== undefined) hydrogens[j]!++
  }
  return {
    name: name ?? `molecule ${index + 1}`,
    elements: heavy.map((i) => elements[i]!),
    hydrogens,
    bonds: kept,
  }
}

function reordered({ name, elements, hydrogens, bonds }: Skeleton, random: Rng): Skeleton {
  const order = shuffled(elements.length, random)
  const moved = <T>(list: readonly T[]) => {
    const out = [...list]
    for (const [i, v] of list.entries()) out[order[i]!] = v
    return out
  }
  return {
    name,
    elements: moved(elements),
    hydrogens: moved(hydrogens),
    bonds: bonds.map(([i, j, k]) => [order[i]!, order[j]!, k]),
  }
}

/** Input and label of a skeleton. */
function encode({ elements, hydrogens, bonds }: Skeleton): { x: number[]; y: number[] } {
  const x = new Array<number>(SIZE * SIZE + (ELEMENTS.length + 2) * SIZE).fill(0)
  const y = new Array<number>(SIZE * SIZE + SIZE).fill(0)
  const channel = (c: number, atom: number) => SIZE * SIZE + c * SIZE + atom
  for (const [i, j, order] of bonds) {
    x[i * SIZE + j] = x[j * SIZE + i] = 1
    y[i * SIZE + j] = y[j * SIZE + i] = order
    y[SIZE * SIZE + i]! += order
    y[SIZE * SIZE + j]! += order
  }
  elements.forEach((e, atom) => {
    x[channel(ELEMENTS.indexOf(e), atom)] = 1
    x[channel(ELEMENTS.length, atom)] = hydrogens[atom]!
    x[channel(ELEMENTS.length + 1, atom)] = 1
  })
  return { x, y }
}

/** Which outputs are bonds and atoms that are there, by the input's own numbers. */
function onBonds(answer: ArrayLike<number>, x: readonly number[]): Float64Array {
  const there = SIZE * SIZE + (ELEMENTS.length + 1) * SIZE
  return Float64Array.from(
    { length: SIZE * SIZE + SIZE },
    (_, k) => answer[k]! * (k < SIZE * SIZE ? x[k]! : x[there + k - SIZE * SIZE]!),
  )
}

/** The same on tensors. */
function masked(predicted: tf.Tensor2D, inputs: tf.Tensor2D): tf.Tensor2D {
  const bonds = tf.slice2d(inputs, [0, 0], [-1, SIZE * SIZE])
  const there = tf.slice2d(inputs, [0, SIZE * SIZE + (ELEMENTS.length + 1) * SIZE], [-1, SIZE])
  return tf.mul(predicted, tf.concat([bonds, there], 1))
}

/** The mean squared distance of labels from their mean. */
function spread(labels: readonly Float64Array[]): number {
  const mean = labels[0]!.map((_, k) => labels.reduce((sum, l) => sum + l[k]!, 0) / labels.length)
  const squares = labels.map((l) => l.reduce((sum, v, k) => sum + (v - mean[k]!) ** 2, 0))
  return squares.reduce((sum, s) => sum + s, 0) / labels.length
}

function expectedOutcomes(skeletons: readonly Skeleton[], x: readonly number[][]): Task['outcomes'] {
  return ['benzene', 'nitrobenzene'].flatMap((name) => {
    const i = skeletons.findIndex((s) => s.name === name)
    return i < 0 ? [] : [{ label: name, x: x[i]!, count: name === 'benzene' ? 2 : 4 }]
  })
}
