import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { disposeNetwork } from '@buridan/emlp'
import { fileSystem } from '@buridan/emlp/node'
import {
  AbortedError,
  type AnyRepresentation,
  act,
  BuridanError,
  parseAnyGroup,
  parseRepresentation,
  pointGroup,
  type Representation,
  rng,
  stabilizer,
  tensor,
  trivial,
  uniformElement,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { isTurn } from '../../../conformance/in-turn.js'
import {
  type BreakerMethod,
  breakerMethods,
  checkRelaxedEquivariance,
  loadSymmetryBreaker,
  Outcomes,
  type SymmetryBreakerOptions,
  symmetryBreaker,
} from '../src/index.js'
import { relaxedNetwork, relaxedParameterCount } from '../src/models/relaxed-network.js'

const rep = (group: string, text: string) => parseRepresentation(parseAnyGroup(group), text)

interface Case {
  readonly repIn: AnyRepresentation
  readonly repOut: AnyRepresentation
  readonly inputs: readonly (readonly number[])[]
}

const ring = (n: number) =>
  Array.from({ length: n * n }, (_, i) => {
    const step = (Math.floor(i / n) - (i % n) + n) % n
    return step === 1 || step === n - 1 ? 1 : 0
  })
const flatten = (points: readonly (readonly number[])[]) => [0, 1, 2].flatMap((c) => points.map((p) => p[c]!))

const cases: Record<string, Case> = {
  square: {
    repIn: rep('Dih(4)', 'V'),
    repOut: rep('Dih(4)', 'V+T(2)'),
    inputs: [
      [1, 1, 1, 1],
      [1, 0, 1, 0],
      [1, 1, 0, 0],
      [1, 2, 3, 4],
    ],
  },
  'a cyclic group without complements': {
    repIn: rep('Z(4)', 'V'),
    repOut: rep('Z(4)', 'V'),
    inputs: [
      [1, 0, 1, 0],
      [1, 1, 1, 1],
      [1, 0, 0, 0],
    ],
  },
  'the cube': {
    repIn: trivial(pointGroup('Oh')),
    repOut: tensor(pointGroup('Oh'), 1),
    inputs: [[1], [-2]],
  },
  'graphs under S(8)': {
    repIn: rep('S(8)', 'T(2)'),
    repOut: rep('S(8)', 'V'),
    inputs: [ring(8), new Array<number>(64).fill(1), ring(8).map((v, i) => (i === 1 || i === 8 ? 0 : v))],
  },
  'points in space': {
    repIn: rep('O(3)xS(5)', 'V_a*V_b+V_b'),
    repOut: rep('O(3)xS(5)', 'V_a*V_b'),
    inputs: [
      [
        ...flatten([
          [0, 0, 0],
          [1, 1, 1],
          [1, -1, -1],
          [-1, 1, -1],
          [-1, -1, 1],
        ]),
        6,
        1,
        1,
        1,
        1,
      ],
      [
        ...flatten([
          [0, 0, 0],
          [0, 0, 1],
          [0, 0, -1],
          [0, 0, 2],
          [0, 0, -2],
        ]),
        6,
        1,
        1,
        8,
        8,
      ],
      [
        ...flatten([
          [0, 0, 0],
          [0, 0, 0],
          [0, 0, 0],
          [0, 0, 0],
          [0, 0, 0],
        ]),
        0,
        0,
        0,
        0,
        0,
      ],
    ],
  },
}
/** Those that reach groups whose subgroups are not listed. */
const anywhere: readonly BreakerMethod[] = [
  'strict',
  'noise',
  'canonical',
  'positional',
  'breaking-input',
  'augmented',
]
const methodsFor = (name: string) =>
  name.startsWith('graphs') || name.startsWith('points') ? anywhere : breakerMethods

function make(method: BreakerMethod, { repIn, repOut }: Case, more: Partial<SymmetryBreakerOptions> = {}) {
  const options = { repIn, repOut, hidden: 16, layers: 1, seed: 2, breaking: 1, onWarning: () => {} }
  return symmetryBreaker(method, { ...options, ...more })
}

describe('symmetry breakers', () => {
  it.each(breakerMethods)('%s: are not made where the signal is aborted, and leave no tensor', (method) => {
    const V = tensor(pointGroup('C4v'), 1)
    const tensors = tf.memory().numTensors
    // the first time it is looked at, and later ones
    for (const looks of method === 'relaxed' ? [0, 1, 2, 3] : [0, 1]) {
      let looked = 0
      const signal = {
        get aborted() {
          return looked++ >= looks
        },
      }
      const samples = looks === 2 ? undefined : [[0, 0, 1]]
      expect(() =>
        symmetryBreaker(method, { repIn: V, repOut: V, hidden: 8, ...(samples ? { samples } : {}), signal }),
      ).toThrow(AbortedError)
    }
    expect(tf.memory().numTensors).toBe(tensors)
  })

  for (const [name, c] of Object.entries(cases)) {
    for (const method of methodsFor(name)) {
      it(`${method} on ${name}: its law is equivariant, and its answers as symmetric as they may be`, () => {
        const model = make(method, c)
        const random = rng(5)
        for (const x of c.inputs) {
          const [answer] = model.predict([x])
          const g = uniformElement(c.repIn.group, random)
          const moved = act(c.repIn, g, x)
          if (
            method === 'strict' ||
            method === 'relaxed' ||
            method === 'canonical' ||
            method === 'breaking-input' ||
            method === 'positional'
          ) {
            const [there] = model.predict([moved])
            const expected = new Outcomes({
              repIn: c.repIn,
              repOut: c.repOut,
              x: moved,
              y: act(c.repOut, g, answer!),
              tolerance: 1e-3,
              negligible: 1e-6,
            })
            if (expected.count !== undefined)
              expect(expected.logProbability(there!)).toBeGreaterThan(-Infinity)
            const { order } = stabilizer(c.repIn, x)
            if (method === 'strict')
              expect(model.outcomes(x, { tolerance: 1e-3, negligible: 1e-5 }).count).toBe(1n)
            else if (order !== undefined) {
              // all of the stabilizer is broken: by generic weights no element fixes the answer
              const { count } = model.outcomes(x, { tolerance: 1e-5 })
              expect(count).toBe(order)
            }
          }
          expect(model.sample(x, { count: 3, seed: 1 })).toEqual(model.sample(x, { count: 3, seed: 1 }))
          expect(model.sample([x, x], { count: 2 }).map((s) => s.length)).toEqual([2, 2])
        }
        model.dispose()
      })
    }
  }

  it('are found relaxed equivariant by the check, or not, on groups of every kind', () => {
    for (const name of ['square', 'graphs under S(8)', 'points in space']) {
      const c = cases[name]!
      // points on a line leave a continuum of answers
      const inputs =
        name === 'points in space' ? [c.inputs[0]!] : c.inputs.slice(0, name === 'square' ? 4 : 1)
      for (const [method, relaxed, strict] of [
        ['strict', true, true],
        ['canonical', true, false],
        ['breaking-input', true, false],
        ['augmented', false, false],
      ] as const) {
        // wide enough for positions to get through
        const model = make(method, c, { hidden: 80 })
        const report = checkRelaxedEquivariance((x) => model.predict([x])[0]!, {
          ...c,
          inputs,
          tolerance: 1e-3,
        })
        expect([name, method, report.relaxed, report.strict]).toEqual([name, method, relaxed, strict])
        model.dispose()
      }
    }
  })

  it('draw from breaking sets that are closed under the stabilizer, also where no set is ideal', () => {
    for (const name of ['square', 'a cyclic group without complements', 'the cube']) {
      const c = cases[name]!
      const model = make('breaking-set', c)
      const round = (v: ArrayLike<number>) =>
        Array.from(v, (n) => (Math.round(n * 1e3) / 1e3 || 0).toFixed(3)).join()
      for (const x of c.inputs) {
        const answers = new Set(model.sample(x, { count: 600, seed: 3 }).map(round))
        const found = stabilizer(c.repIn, x)
        const random = rng(1)
        for (const y of model.sample(x, { count: 5, seed: 9 })) {
          expect(answers.has(round(act(c.repOut, found.randomElement(random), y)))).toBe(true)
        }
        expect(answers.size % Number(found.order)).toBe(0)
        if (name === 'square') expect(answers.size).toBe(Number(found.order))
        // C₂ in C₄ has no complement: the least set has 4 objects, the answers two orbits
        if (name.startsWith('a cyclic') && x[0] !== x[1] && x[0] === x[2]) expect(answers.size).toBe(4)
      }
      model.dispose()
    }
  })

  it.runIf(isTurn(1))('of relaxed layers are counted as they are built', () => {
    for (const [name, a, b] of [
      ['Dih(4)', 'V', 'V+T(0)'],
      ['Oh', 'T(0)+V', 'T(2)'],
      ['Z(4)', '2*V', 'R'],
    ] as const) {
      const [repIn, repOut] = [rep(name, a), rep(name, b)]
      for (const layers of [0, 2]) {
        for (const breakAt of new Set([0, layers])) {
          for (const complete of [true, false]) {
            const options = { repIn, repOut, hidden: 16, layers, breakAt, complete, seed: 0 }
            const network = relaxedNetwork(options)
            expect(relaxedParameterCount(options)).toBe(network.countParams())
            disposeNetwork(network)
          }
        }
      }
    }
  })

  it('have about the number of parameters asked for', () => {
    const c = cases.square!
    for (const method of breakerMethods) {
      const model = make(method, c, { parameters: 3000, layers: 2 })
      expect(Math.abs(model.parameterCount / 3000 - 1)).toBeLessThan(0.06)
      model.dispose()
    }
  })

  it.runIf(isTurn(2))('come back from a file as they were, and give back every tensor', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'buridan-breakers-'))
    const before = tf.memory().numTensors
    for (const name of ['square', 'points in space']) {
      const c = cases[name]!
      for (const method of methodsFor(name)) {
        const model = make(method, c)
        const built = tf.memory().numTensors
        const y = c.inputs.map(() => new Array<number>(c.repOut.dim).fill(1))
        await model.fit(c.inputs, y, { epochs: 2, batchSize: 2, learningRate: 1e-3 })
        model.predict(c.inputs)
        model.sample(c.inputs[0]!, { count: 2 })
        expect(tf.memory().numTensors).toBe(built)
        const place = fileSystem(join(folder, `${name} ${method}`))
        await model.save(place)
        const again = await loadSymmetryBreaker(place)
        expect(again.method).toBe(method)
        expect(again.predict(c.inputs, { seed: 3 })).toEqual(model.predict(c.inputs, { seed: 3 }))
        expect(again.parameterCount).toBe(model.parameterCount)
        again.dispose()
        model.dispose()
        expect([method, tf.memory().numTensors]).toEqual([method, before])
      }
    }
    await rm(folder, { recursive: true })
  })

  it.runIf(isTurn(1))('learn to choose where a strict one cannot', async () => {
    const V = rep('S(6)', 'V') as Representation
    const [x, y] = [[[1, 1, 1, 1, 1, 1]], [[1, 0, 0, 0, 0, 0]]]
    const errors: Record<string, number> = {}
    for (const method of ['strict', 'canonical', 'breaking-input'] as const) {
      const model = symmetryBreaker(method, { repIn: V, repOut: V, hidden: 24, layers: 1, seed: 0 })
      const losses = await model.fit(x, y, { epochs: 600, learningRate: 0.03 })
      errors[method] = losses.at(-1)!
      model.dispose()
    }
    // the mean of the label over S(6): 5/6 of its square is the price
    expect(errors.strict).toBeCloseTo(5 / 6, 2)
    expect(errors.canonical).toBeLessThan(1e-3)
    expect(errors['breaking-input']).toBeLessThan(1e-3)
  })

  it('warn of inputs whose symmetry is doubtful, and of no others', async () => {
    const V = rep('Dih(4)', 'V')
    for (const [x, doubtful] of [
      [[1, 1, 1, 1], false],
      [[1, 1, 1, 1 + 1e-9], false],
      [[1, 1, 1, 1 + 1e-5], true],
      [[1, 1, 1, 1.1], false],
    ] as const) {
      for (const method of ['relaxed', 'canonical', 'strict'] as const) {
        const messages: string[] = []
        const model = symmetryBreaker(method, {
          repIn: V,
          repOut: V,
          hidden: 12,
          layers: 1,
          seed: 0,
          onWarning: (m) => messages.push(m),
        })
        messages.length = 0
        await model.fit([x, [1, 2, 3, 4]], [x, x], { epochs: 1 })
        expect(messages.length).toBe(doubtful && method !== 'strict' ? 1 : 0)
        if (messages.length > 0) expect(messages[0]).toMatch(/x\[0\] by .*e-6/)
        model.dispose()
      }
    }
  })

  it('say what they do not reach', () => {
    const graphs = cases['graphs under S(8)']!
    for (const method of ['relaxed', 'breaking-set'] as const) {
      expect(() => make(method, graphs)).toThrow(BuridanError)
      expect(() => make(method, cases['points in space']!)).toThrow(/breaking-input/)
    }
    expect(() => make('guess' as never, graphs)).toThrow(/one of strict/)
    expect(() => make('toString' as never, graphs)).toThrow(/one of strict/)
    const noise = make('noise', cases.square!)
    expect(() => noise.outcomes([1, 1, 1, 1])).toThrow(/sample/)
    expect(() => noise.sample([1, 1, 1, 1], { count: 0 })).toThrow(/count/)
    expect(() => noise.predict([[1, 2]])).toThrow(/x\[0\]/)
    noise.dispose()
    expect(() => make('strict', cases.square!, { extra: rep('Dih(5)', 'V') })).toThrow(/different groups/)
  })
})
