import { type MoleculeRecord, moleculesOf } from '@buridan/data'
import { InvalidArgumentError, multiple, parseAnyGroup, parseRepresentation, trivial } from '@buridan/groups'
import { LabelOrbit, stabilizerLoss } from '@buridan/relaxed'
import { meansOf, type Task } from '../task.js'
import { DECODING } from '../titles.js'
import { moleculePoints, type PointSet, regularFigures } from './point-sets.js'

/** The number of points of the largest set; smaller ones are filled up by points that are not there. */
const SIZE = 12
/** What a point can be. */
const KINDS = ['point', 'H', 'C', 'N', 'O']
const MOLECULES = [
  'water',
  'ammonia',
  'methane',
  'formaldehyde',
  'acetylene',
  'ethene',
  'ethane',
  'cyclopropane',
  'benzene',
  'urea',
]
/** Squared error of a set, of squared size about its number of points, up to which it counts as found. */
const RIGHT_WITHIN = 0.05

/**
 * The decoding task: from a latent code that no turn and no exchange of points changes, the points of a figure or the atoms of a molecule,
 * up to turns, mirrors and the order of points. The group is O(3) × S(12), and all of it keeps the code.
 *
 * Inputs: one number a set, 1 for the set asked for; outputs: a position for each of 12 points and a number for each kind it can be,
 * V_a*V_b+5V_b.
 *
 * @param molecules - as read by `parseMolecules` of `@buridan/data`
 * @throws InvalidArgumentError if none of the molecules that are looked for is among them
 *
 * @example
 * ```ts
 * import { parseMolecules } from '@buridan/data'
 * import { decodingTask } from '@buridan/tasks'
 * import { readTaskData } from '@buridan/tasks/node'
 * const task = decodingTask(parseMolecules(await readTaskData('molecules.jsonl')))
 * console.log(task.repIn.group.name, task.test[0]!.label) // → O(3)xS(12) triangle
 * ```
 */
export function decodingTask(molecules: readonly MoleculeRecord[]): Task {
  const group = parseAnyGroup(`O(3)xS(${SIZE})`)
  const known = moleculesOf(molecules)
  const found = MOLECULES.flatMap((name) => known.find((m) => m.name === name) ?? [])
  if (found.length === 0)
    throw new InvalidArgumentError(`none of ${MOLECULES.join(', ')} is among the molecules`)
  const sets = [...regularFigures(), ...found.map(moleculePoints)]
  const repIn = multiple(sets.length, trivial(group))
  const repOut = parseRepresentation(group, `V_a*V_b+${KINDS.length}*V_b`)
  const x = sets.map((_, i) => sets.map((__, k) => Number(k === i)))
  const y = sets.map(encode)
  const test = sets.map((set, i) => {
    const orbit = new LabelOrbit({ repIn, repOut, x: x[i]!, y: y[i]! })
    return {
      label: set.name,
      x: x[i]!,
      optimum: 0,
      floor: strictError(set),
      score: (answer: ArrayLike<number>) => orbit.nearest(answer).squaredDistance,
    }
  })
  const means = meansOf(test)
  return {
    ...DECODING,
    science:
      'An autoencoder of point sets has a code without direction and without order. Its decoder must choose both: an equivariant one puts ' +
      'all points at the centre and makes them alike. On the order alone: Zhang, Hare & Prügel-Bennett 2019 (arXiv 1906.06565), ' +
      'Vignac & Frossard 2022 (arXiv 2110.02096). Regular figures up to the icosahedron, and molecules of up to 12 atoms from the ' +
      'Avogadro library (BSD-3-Clause).',
    repIn,
    repOut,
    hidden: parseRepresentation(group, '32*T(0)+16*V_b+24*V_a*V_b'),
    layers: 2,
    relaxation: 'breaking-input',
    // a field for each set: from fewer the network would have to mix all of them
    extra: parseRepresentation(group, '24*V_a*V_b+16*V_b'),
    epochs: { quick: 100, full: 1000 },
    learningRate: 0.01,
    clipNorm: 1,
    x,
    y,
    loss: stabilizerLoss({ repIn, repOut, x, y }),
    unit: 'squared size of a point',
    test,
    scoredOn: 'training samples: all of them',
    rightWithin: RIGHT_WITHIN,
    ...means,
    floorSource:
      'all points at the centre and all kinds at their mean: the only answer that O(3) and S(12) keep',
    optimumSource: 'every set is an answer',
    scale: means.floor,
    outcomes: [],
    outcomeOptions: { tolerance: 0.05, negligible: 0.01 },
  }
}

/** Positions by component, then each kind of each point. */
function encode({ labels, positions }: PointSet): number[] {
  const out = new Array<number>((3 + KINDS.length) * SIZE).fill(0)
  positions.forEach((p, i) => {
    for (let c = 0; c < 3; c++) out[c * SIZE + i] = p[c]!
    out[(3 + KINDS.indexOf(labels[i]!)) * SIZE + i] = 1
  })
  return out
}

/** Squared sizes, and of each kind the spread over the points. */
function strictError({ labels, positions }: PointSet): number {
  const sizes = positions.reduce((sum, p) => sum + p[0] ** 2 + p[1] ** 2 + p[2] ** 2, 0)
  const kinds = KINDS.map((kind) => labels.filter((l) => l === kind).length)
  return sizes + kinds.reduce((sum, k) => sum + k * (1 - k / SIZE), 0)
}
