import { readFileSync } from 'node:fs'
import { parseCif, parseMolecules } from '@buridan/data'
import { rng, tensor } from '@buridan/groups'
import * as tasks from '@buridan/tasks'
import { batio3Task, perovskiteSymmetry, pztTask } from '@buridan/tasks'
import * as tasksNode from '@buridan/tasks/node'
import { type Arguments, targetsOf } from './target.js'

const data = (name: string) =>
  readFileSync(new URL(`../../packages/tasks/data/${name}`, import.meta.url), 'utf8')
const cif = data('PbZr0.1Ti0.9O3.cif')
const lines = data('molecules.jsonl').split('\n').slice(0, 2).join('\n')
const molecules = () => structuredClone(parseMolecules(lines)) as never[]
const square = () => ({
  name: 'square',
  n: 4,
  edges: [
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 0],
  ],
})
const pzt = pztTask(cif)
const cell = () => structuredClone(tasks.cellOf(parseCif(cif)))
const symmetry = perovskiteSymmetry()
const vector = symmetry.vector
const run = () => ({
  method: 'strict' as const,
  seed: 0,
  loss: 1,
  curve: [[0, 1]],
  checks: [{ label: 'a', loss: 1, optimum: 0, floor: 1, answer: [1] }],
  answers: { x: [[1]], answers: [[[1]]] },
  outcomes: [],
  parameters: 3,
  seconds: 1,
})

const cheap: Arguments = {
  atFloor: () => [pzt, 0.7584],
  atOptimum: () => [pzt, 0],
  chiSquareUniform: () => [[10, 12, 9, 9]],
  circulant: () => [5, [1], 'ring'],
  decodeEdges: () => [[0.1, 0.9, 0.2, 0.8, 0.5, 0.5], 3, 2],
  freeEnergy: () => [20, [0, 0, 0.2]],
  graphVector: () => [square(), 6],
  makeModel: () => [pzt, 'strict', 0],
  meanAndSpread: () => [[1, 2, 3]],
  meansOf: () => [pzt.test],
  lossProbes: () => [pzt],
  methodFor: () => [pzt, 'relaxed'],
  methodsOf: () => [pzt],
  minimumFreeEnergy: () => [20],
  moleculePoints: () => [molecules()[0]],
  multipartite: () => [[2, 3], 'K23'],
  namedGraphs: () => [],
  randomGraph: () => [6, 0.5, rng(1), 'random'],
  randomGraphs: () => [3, 1],
  rate: () => [3, 5],
  standardizer: () => [tensor(symmetry.group, 1), []],
  summarizeRuns: () => [[run(), { ...run(), seed: 1 }]],
}

const costly: Arguments = {
  assignSites: () => [cell()],
  auditTask: () => [pzt],
  autoencodingTask: () => [{ graphs: [square()], seed: 1 }],
  batio3Task: () => [],
  bondOrdersTask: () => [molecules(), {}],
  cellOf: () => [parseCif(cif)],
  connectedGraphs: () => [3],
  cubicParent: () => [cell()],
  decodingTask: () => [molecules()],
  describeCell: () => [cell()],
  independentSetTask: () => [{ graphs: [square()], seed: 1 }],
  maxCutTask: () => [{ graphs: [square()], seed: 1 }],
  maximumCut: () => [square()],
  maximumIndependentSet: () => [square()],
  orient: () => [cell(), vector, symmetry.group.generators[0]],
  pztTask: () => [cif, {}],
  runMethod: () => [{ ...batio3Task(), epochs: { quick: 1, full: 2 } }, 'strict', { epochs: 1, seed: 0 }],
  regularFigures: () => [],
  perovskiteSymmetry: () => [],
  inertiaTask: () => [],
  o5Task: () => [],
  scatteringTask: () => [],
  spinsTask: () => [{ side: 4 }],
  measureDataEfficiency: () => [
    tasks.o5Task(),
    {
      methods: ['mlp'],
      sizes: [4],
      seeds: [0],
      steps: 1,
      hidden: 4,
      layers: 1,
      batchSize: 2,
      testSize: 4,
      learningRate: 0.01,
    },
  ],
  readTaskData: () => ['BaTiO3.cif'],
  spinGroundState: () => [2, 1, 0.5],
}

/** Without options it trains for minutes, as it should: it is stopped in time by a signal of its own, also where options are lost. */
const measureDataEfficiency = (task: never, options: unknown) => {
  const stopped = typeof options === 'object' || options === undefined
  const signal = AbortSignal.timeout(4000)
  return tasks.measureDataEfficiency(
    task,
    (stopped ? Object.assign(options ?? {}, { signal }) : options) as object,
  )
}

export const taskTargets = [
  ...targetsOf('tasks', tasks, cheap, { cost: 4 }),
  ...targetsOf('tasks', { ...tasks, ...tasksNode, measureDataEfficiency }, costly, { cost: 100 }),
]
