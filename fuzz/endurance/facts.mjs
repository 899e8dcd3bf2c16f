// What must come out the same everywhere: whole numbers exactly, floats up to the rounding of a machine. For Node and browsers.
import { equivariantBasis, factorize } from '@buridan/constraints'
import { emlp } from '@buridan/emlp'
import {
  automorphisms,
  canonicalForm,
  canonicalize,
  characterTable,
  conjugacyClasses,
  dihedral,
  findPointGroup,
  graph,
  mathieu,
  parseAnyGroup,
  parseGroup,
  parseRepresentation,
  randomElement,
  rng,
  shuffled,
  stabilizer,
  subgroupClasses,
  symmetric,
  tensor,
  uniformElement,
} from '@buridan/groups'
import { audit, relaxedEmlp } from '@buridan/relaxed'
import { randomGraphs } from '@buridan/tasks'

const corners = tensor(dihedral(4), 1)
const graphs = () => randomGraphs(20, 3).map(({ n, edges }) => graph({ n, edges }))

/** Whole numbers and texts, of every package. */
export function exact() {
  const random = rng(5)
  const model = emlp({ repIn: corners, repOut: corners, hidden: 8, layers: 1, seed: 3 })
  const weights = model.network
    .getWeights()
    .map((w) => Array.from(new Uint32Array(new Float32Array(w.dataSync()).buffer)))
  model.dispose()
  return {
    draws: Array.from({ length: 20 }, () => random.int(1_000_000)),
    shuffled: shuffled(30, rng(1)),
    element: Array.from(randomElement(mathieu(24), rng(2))),
    uniform: Array.from(uniformElement(symmetric(40), rng(9))),
    orders: ['RubiksCube', 'M24', 'PSL(2,7)', '(S(3) wr Z(2))xDih(4)'].map((g) =>
      String(parseGroup(g).order),
    ),
    classes: conjugacyClasses(mathieu(11)).map((c) => String(c.size)),
    subgroups: subgroupClasses(symmetric(5)).classes.map((c) => [c.order, c.size]),
    degrees: characterTable(symmetric(6)).characters.map((c) => c.degree),
    forms: graphs().map((g) => canonicalForm(g)),
    automorphisms: graphs().map((g) => String(automorphisms(g).group.order)),
    stabilizer: String(
      stabilizer(
        tensor(symmetric(50), 1),
        Array.from({ length: 50 }, (_, i) => i % 2),
      ).order,
    ),
    canonical: Array.from(canonicalize(corners, [1, 2, 0, 1]).element),
    pointGroup: findPointGroup({
      elements: ['O', 'H', 'H'],
      positions: [
        [0, 0, 0.12],
        [0, 0.76, -0.48],
        [0, -0.76, -0.48],
      ],
    }).name,
    ranks: ['S(5)', 'O(3)', 'SO(3)xS(4)', 'O(1,3)'].map((text) => {
      const T2 = parseRepresentation(parseAnyGroup(text), text.includes('x') ? 'V_a*V_b' : 'T(2)')
      return [equivariantBasis(T2, T2).rank, factorize(T2, T2).spaces.length]
    }),
    weights,
  }
}

/** Numbers that are computed in floating point, and networks that were trained. */
export async function close() {
  const random = rng(11)
  const model = relaxedEmlp({ repIn: corners, repOut: corners, hidden: 8, layers: 1, seed: 0 })
  // answers to inputs that it was trained on: at others they hang on weights whose gradients are 0 but for rounding, which Adam makes steps of
  const x = [
    [1, 1, 1, 1],
    [1, 2, 3, 4],
  ]
  const y = [
    [1, 0, 0, 0],
    [1, -1, 0, 2],
  ]
  const losses = await model.fit(x, y, { epochs: 30, learningRate: 0.03, seed: 1 })
  const answer = Array.from(model.predict([[1, 2, 3, 4]])[0])
  const drawn = model.sample([1, 1, 1, 1], { count: 4, seed: 5 }).flatMap((v) => Array.from(v))
  model.dispose()
  const report = audit({
    x: [
      [1, 1, 1, 1],
      [1, 0, 1, 0],
    ],
    y: [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
    ],
    repIn: corners,
    repOut: corners,
  })
  return {
    normals: Array.from({ length: 20 }, () => random.normal()),
    floor: [report.strictFloor, report.price],
    losses: Array.from(losses.slice(-3)),
    answer,
    drawn,
  }
}
