import { innerProduct, knownOptions } from '@buridan/core'
import { parseCif } from '@buridan/data'
import { directSum, elementsOf, parseRepresentation, rng, shuffled } from '@buridan/groups'
import { stabilizerLoss } from '@buridan/relaxed'
import { meansOf, type Task } from '../task.js'
import { PZT } from '../titles.js'
import { assignSites, cellOf, cubicParent, describeCell, orient, perovskiteSymmetry } from './perovskite.js'

const TRAINING_ORIENTATIONS = 32

/**
 * The PZT task: from the cubic cell of PbZr₀.₁Ti₀.₉O₃, given in any of its 48 orientations and with the label in any of
 * its equivalent domains, predict the measured displacement of the five atoms in the ferroelectric phase, in Å.
 *
 * Inputs: sites ⊕ sites ⊗ T(2) (50 numbers, see `describeCell`); outputs: sites ⊗ V (15 numbers), Pb held at the origin.
 *
 * @param cif - the text of `PbZr0.1Ti0.9O3.cif`
 * @param options - `seed` of which 32 of the 48 orientations are trained on and which 16 scored, and of the domains; the cubic cell is the same in all
 * @throws InvalidFileError if the text is no perovskite cell
 * @throws InvalidArgumentError if the text is not a string, or the seed not an integer
 * @remarks O(length of the text).
 *
 * @example
 * ```ts
 * import { pztTask } from '@buridan/tasks'
 * import { readTaskData } from '@buridan/tasks/node'
 * console.log(pztTask(await readTaskData('PbZr0.1Ti0.9O3.cif')).floor.toFixed(4)) // → 0.7584
 * ```
 */
export function pztTask(cif: string, options: { seed?: number } = {}): Task {
  knownOptions(options, { seed: true }, 'pztTask')
  const symmetry = perovskiteSymmetry()
  const { group, vector, sites, siteVectors, siteTensors } = symmetry
  const polar = cellOf(parseCif(cif))
  const parent = cubicParent(polar)
  const displacement = relativeToFirst(assignSites(polar).displacements)
  const repIn = directSum(sites, siteTensors)
  const list = elementsOf(group)
  const random = rng(options.seed ?? 0)
  const samples = shuffled(list.order, random).map((i) => {
    const g = list.at(i)
    const domain = list.at(random.int(list.order))
    return {
      x: Array.from(describeCell(orient(parent, vector, g))),
      y: Array.from(siteVectors.apply(g, siteVectors.apply(domain, displacement))),
    }
  })
  const [x, y] = [samples.map((s) => s.x), samples.map((s) => s.y)]
  const training = { x: x.slice(0, TRAINING_ORIENTATIONS), y: y.slice(0, TRAINING_ORIENTATIONS) }
  const { orbits } = stabilizerLoss({ repIn, repOut: siteVectors, x, y })
  const strict = innerProduct(displacement, displacement)
  const test = samples.slice(TRAINING_ORIENTATIONS).map(({ x: input }, i) => ({
    label: `orientation ${i + 1}`,
    x: input,
    optimum: 0,
    // no displacement of the cell is invariant under O_h: the best equivariant answer is none
    floor: strict,
    score: (answer: ArrayLike<number>) => orbits[TRAINING_ORIENTATIONS + i]!.nearest(answer).squaredDistance,
  }))
  return {
    ...PZT,
    science:
      'Below its Curie temperature PbZr₀.₁Ti₀.₉O₃ turns from a cubic into a tetragonal crystal (P4mm): titanium and ' +
      'oxygen move against lead along one of six equivalent axes. The cubic cell does not say which. Measured positions ' +
      'from Joseph, Vimala & Sivasubramanian, J. Mater. Sci. 35, 1571 (2000), COD 1513334.',
    repIn,
    repOut: siteVectors,
    hidden: parseRepresentation(group, '19*T(0)+6*V+2*T(2)'),
    layers: 2,
    relaxation: 'relaxed',
    extra: siteVectors,
    breakAt: 2,
    epochs: { quick: 600, full: 3000 },
    learningRate: 0.01,
    clipNorm: 1,
    ...training,
    loss: stabilizerLoss({ repIn, repOut: siteVectors, ...training }),
    unit: 'Å²',
    test,
    scoredOn: 'training samples: the one cubic cell',
    ...meansOf(test),
    floorSource:
      'no displacement is invariant under O_h, so the whole squared displacement is lost; also by audit',
    optimumSource: 'each orientation has one label up to its stabilizer: stabilizer loss 0',
    scale: strict,
    outcomes: [{ label: 'cubic cell', x: x[0]!, count: 6 }],
    outcomeOptions: { tolerance: 0.05, negligible: 0.01 },
  }
}

/** Displacements with the first site held in place. */
function relativeToFirst(displacements: Float64Array): Float64Array {
  return displacements.map((v, i) => v - displacements[i % 3]!)
}
