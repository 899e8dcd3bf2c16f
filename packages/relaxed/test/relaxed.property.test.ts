import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emlp } from '@buridan/emlp'
import { fileSystem } from '@buridan/emlp/node'
import {
  BuridanError,
  elementsOf,
  type FiniteGroup,
  parseGroup,
  parseRepresentation,
  permutationGroup,
  type Representation,
  regular,
  restrict,
  rng,
  stabilizer,
  subgroupClasses,
  tensor,
  trivial,
} from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  breakable,
  checkRelaxedEquivariance,
  loadSymmetryBreaker,
  RelaxedLinear,
  relaxedEmlp,
  Stratification,
  stabilizerLoss,
  symmetryBreaker,
} from '../src/index.js'

const permutationOf = (n: number) => fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n })
const randomGroups = fc
  .integer({ min: 2, max: 5 })
  .chain((n) =>
    fc.array(permutationOf(n), { minLength: 1, maxLength: 2 }).map((g) => permutationGroup(g, { degree: n })),
  )
const named = fc.constantFrom('Dih(4)', 'Z(4)', 'D(3)', 'C4v', 'B(2)', 'A(4)', 'D(4)').map(parseGroup)
const groups = fc.oneof(randomGroups, named)

/** Inputs with every kind of symmetry: generic vectors projected on the fixed space of each class of subgroups. */
function inputsOf(rep: Representation, seed: number): Float64Array[] {
  const random = rng(seed)
  return subgroupClasses(rep.group).classes.map(({ representative }) => {
    const list = elementsOf(rep.group)
    const x = new Float64Array(rep.dim).map(() => random.normal())
    const mean = new Float64Array(rep.dim)
    for (const h of representative.members)
      rep.apply(list.at(h), x).forEach((v, i) => (mean[i]! += v / representative.order))
    return mean.map((v) => (Math.abs(v) < 1e-12 ? 0 : v))
  })
}

describe('relaxed E-MLPs', () => {
  it('are relaxed equivariant for random groups and inputs of every symmetry, wherever they break', () => {
    fc.assert(
      fc.property(
        groups,
        fc.constantFrom('V', 'T(2)', 'V+T(0)'),
        fc.nat(1),
        fc.nat(100),
        (group, text, breakAt, seed) => {
          const [repIn, repOut] = [tensor(group, 1), parseRepresentation(group, text)]
          const model = relaxedEmlp({ repIn, repOut, hidden: 12, layers: 1, breakAt, breaking: 1, seed })
          const report = checkRelaxedEquivariance((x) => model.predict([x])[0]!, {
            repIn,
            repOut,
            inputs: inputsOf(repIn, seed),
            elements: 6,
            seed,
          })
          expect(report.relaxedError).toBeLessThan(1e-4)
          expect(report.relaxed).toBe(true)
          model.dispose()
        },
      ),
      { seed: 1, numRuns: 40 },
    )
  })

  it('break symmetry that strict ones keep, and start strict where asked to', () => {
    const group = parseGroup('Dih(4)')
    const rep = tensor(group, 1)
    const inputs = inputsOf(rep, 1)
    for (const [breaking, strict] of [
      [1, false],
      [0, true],
    ] as const) {
      const model = relaxedEmlp({ repIn: rep, repOut: rep, hidden: 12, layers: 1, breaking, seed: 0 })
      const report = checkRelaxedEquivariance((x) => model.predict([x])[0]!, {
        repIn: rep,
        repOut: rep,
        inputs,
      })
      expect([report.relaxed, report.strict]).toEqual([true, strict])
      model.dispose()
    }
  })

  it('are the strict one of the same seed while nothing breaks', () => {
    for (const [name, a, b] of [
      ['Dih(4)', 'V', 'V+T(0)'],
      ['Oh', 'T(0)+V', 'T(2)'],
    ] as const) {
      const group = parseGroup(name)
      const [repIn, repOut] = [parseRepresentation(group, a), parseRepresentation(group, b)]
      const options = { repIn, repOut, hidden: 16, layers: 2, seed: 5 }
      const strict = emlp(options)
      const x = inputsOf(repIn, 3)
      const expected = strict.predict(x)
      for (const breakAt of [0, 1, 2]) {
        const model = relaxedEmlp({ ...options, breaking: 0, breakAt })
        model.predict(x).forEach((y, i) => {
          y.forEach((v, k) => expect(Math.abs(v - expected[i]![k]!)).toBeLessThan(1e-4))
        })
        model.dispose()
      }
      strict.dispose()
    }
  })

  it('sample every outcome equally often, as the orbit of the stabilizer', () => {
    const group = parseGroup('C4v')
    const V = tensor(group, 1)
    const model = relaxedEmlp({
      repIn: trivial(group),
      repOut: V,
      hidden: 8,
      layers: 1,
      breaking: 1,
      seed: 2,
    })
    const outcomes = model.outcomes([1])
    expect(outcomes.count).toBe(8n)
    expect([...outcomes].length).toBe(8)
    const counts = new Map<string, number>()
    for (const s of model.sample([1], { count: 4000, seed: 5 }))
      counts.set(s.join(), (counts.get(s.join()) ?? 0) + 1)
    const chi = [...counts.values()].reduce((sum, c) => sum + (c - 500) ** 2 / 500, 0)
    expect(counts.size).toBe(8)
    expect(chi).toBeLessThan(24.3)
    expect(model.sample([1], { count: 3, seed: 5 })).toEqual(model.sample([1], { count: 3, seed: 5 }))
    model.dispose()
  })

  it('take one input or rows of them', () => {
    const rep = tensor(parseGroup('Dih(4)'), 1)
    const model = relaxedEmlp({ repIn: rep, repOut: rep, hidden: 8, layers: 1, breaking: 1, seed: 2 })
    const rows = [
      [1, 1, 1, 1],
      [1, 0, 1, 0],
    ]
    expect(model.sample(rows, { count: 3, seed: 4 }).map((s) => s.length)).toEqual([3, 3])
    expect(model.sample(rows, { count: 3, seed: 4 })[0]).toEqual(
      model.sample(rows[0]!, { count: 3, seed: 4 }),
    )
    expect(() => model.outcomes([])).toThrow(/0 entries/)
    expect(() => model.sample([])).toThrow(/x is empty/)
    expect(() => model.sample([[1, 2]])).toThrow(/x\[0\] has 2 entries/)
    model.dispose()
  })

  it('have an equivariant law: samples of gx are g times samples of x', () => {
    const group = parseGroup('Dih(4)')
    const rep = tensor(group, 1)
    const model = relaxedEmlp({ repIn: rep, repOut: rep, hidden: 8, layers: 1, breaking: 1, seed: 3 })
    const round = (v: ArrayLike<number>) => Array.from(v, (c) => c.toFixed(4)).join()
    for (const x of [
      [1, 0, 1, 0],
      [1, 1, 1, 1],
      [1, 1, 0, 0],
      [1, 2, 3, 2],
    ]) {
      for (const g of group.generators) {
        const here = Array.from(model.outcomes(x), (y) => round(rep.apply(g, y)))
        const there = Array.from(model.outcomes(rep.apply(g, x)), round)
        expect(there.sort()).toEqual(here.sort())
      }
    }
    model.dispose()
  })

  it('answer orbit types they were not built for equivariantly', () => {
    const group = parseGroup('Dih(4)')
    const rep = tensor(group, 1)
    const model = relaxedEmlp({
      repIn: rep,
      repOut: rep,
      hidden: 8,
      layers: 1,
      breaking: 1,
      samples: [[1, 1, 1, 1]],
      seed: 0,
    })
    expect(model.outcomes([1, 0, 1, 0]).count).toBe(1n)
    expect(model.outcomes([2, 2, 2, 2]).count).toBeGreaterThan(1n)
    model.dispose()
  })

  it('save, load, and are refused when damaged', async () => {
    const group = parseGroup('Oh')
    const V = tensor(group, 1)
    const folder = await mkdtemp(join(tmpdir(), 'buridan-relaxed-'))
    const model = relaxedEmlp({ repIn: V, repOut: V, hidden: 12, layers: 1, breaking: 1, seed: 0 })
    await model.save(fileSystem(folder))
    const again = await loadSymmetryBreaker(fileSystem(folder))
    const x = [
      [0, 0, 0],
      [1, 0, 0],
      [0, -1, 1],
      [1, 2, 3],
      [-1, 1, 1],
    ]
    expect(again.predict(x)).toEqual(model.predict(x))
    expect([...again.outcomes([0, 0, 0])]).toEqual([...model.outcomes([0, 0, 0])])
    const json = await readFile(join(folder, 'model.json'), 'utf8')
    const before = tf.memory().numTensors
    for (const damaged of [
      json.replace(/"strata":\[[\d,]+\]/, '"strata":"all"'),
      json.replace(/"strata":\[[\d,]+\]/, '"strata":[999]'),
      json.replace('"kind":"symmetry-breaker"', '"kind":"emlp"'),
      json.replace('"method":"relaxed"', '"method":"guess"'),
      json.replace('"method":"relaxed"', '"method":"__proto__"'),
    ]) {
      expect(damaged).not.toBe(json)
      await writeFile(join(folder, 'model.json'), damaged)
      await expect(loadSymmetryBreaker(fileSystem(folder))).rejects.toBeInstanceOf(BuridanError)
    }
    expect(tf.memory().numTensors).toBe(before)
    await rm(folder, { recursive: true })
    again.dispose()
    model.dispose()
  })

  it('give back every tensor', async () => {
    const group = parseGroup('Oh')
    const [repIn, repOut] = [trivial(group), tensor(group, 1)]
    const before = tf.memory().numTensors
    const model = relaxedEmlp({ repIn, repOut, hidden: 8, layers: 1, seed: 0 })
    const noisy = symmetryBreaker('noise', { repIn, repOut, hidden: 8, layers: 1, seed: 0 })
    const built = tf.memory().numTensors
    const [x, y] = [[[1]], [[0, 0, 1]]]
    for (let k = 0; k < 3; k++) {
      const loss = stabilizerLoss({ repIn, repOut, x, y })
      await model.fit(x, y, { epochs: 2, loss })
      await noisy.fit(x, y, { epochs: 2, loss })
      model.sample([1], { count: 5 })
      model.outcomes([1])
      noisy.predict([[1]])
    }
    expect(tf.memory().numTensors).toBe(built)
    model.dispose()
    noisy.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })
})

/** Which elements of H the random relaxed linear map of the regular representation keeps. */
function keptByLayer(group: FiniteGroup, classIndex: number, seed: number): number {
  const R = regular(group)
  const { classes, list } = subgroupClasses(group)
  const h = classes[classIndex]!.representative
  const layer = new RelaxedLinear({ repIn: R, repOut: R, strata: [classIndex], breaking: 1, seed })
  const random = rng(seed)
  const generic = new Float64Array(R.dim).map(() => random.normal())
  const x = new Float64Array(R.dim)
  for (const i of h.members)
    restrict(R, group)
      .apply(list.at(i), generic)
      .forEach((v, k) => (x[k]! += v))
  const y = tf.tidy(() => {
    const inputs = [tf.tensor2d([Array.from(x)]), tf.tensor2d([[1]])]
    return Array.from((layer.apply(inputs) as tf.Tensor).dataSync())
  })
  layer.dispose()
  return [...h.members].filter((i) => R.apply(list.at(i), y).every((v, k) => Math.abs(v - y[k]!) < 1e-4))
    .length
}

describe('a linear layer breaks all of H iff H has a complement in N_G(H)', () => {
  it('on random subgroups of random groups, with outputs rich enough (the regular representation)', () => {
    fc.assert(
      fc.property(groups, fc.nat(1000), (group, pick) => {
        const { classes } = subgroupClasses(group)
        const c = classes[pick % classes.length]!
        const kept = keptByLayer(group, c.index, pick)
        const verdict = breakable(group, c.representative.group)
        expect(kept).toBe(verdict.keptOrder)
        expect(kept === 1).toBe(c.hasComplement)
        expect(verdict.breakable).toBe(c.hasComplement)
      }),
      { seed: 2, numRuns: 60 },
    )
  })

  it('C₂ in C₄ cannot be broken', () => {
    const group = parseGroup('Z(4)')
    const half = stabilizer(tensor(group, 1), [1, 0, 1, 0]).group
    expect(breakable(group, half)).toMatchObject({ breakable: false, keptOrder: 2, normalizerOrder: 4 })
    expect(keptByLayer(group, 1, 0)).toBe(2)
    const rep = tensor(group, 1)
    for (const [complete, count] of [
      [false, 1n],
      [true, 2n],
    ] as const) {
      const options = { repIn: rep, repOut: rep, hidden: 8, layers: 1, breaking: 1, seed: 0, complete }
      const model = relaxedEmlp(options)
      expect(model.outcomes([1, 0, 1, 0]).count).toBe(count)
      model.dispose()
    }
    expect(() => breakable(group, parseGroup('S(4)'))).toThrow(/not in/)
  })
})

describe('strata', () => {
  it('move inputs to the representative of their orbit type', () => {
    const group = parseGroup('Oh')
    const V = tensor(group, 1)
    const strata = new Stratification(V)
    for (const x of [
      [0, 0, 1],
      [-1, 0, 0],
      [1, -1, 0],
      [1, 1, -1],
      [1, 2, 2],
      [0, 0, 0],
    ]) {
      const { classIndex, canonical } = strata.locate(Float64Array.from(x))
      const h = strata.lattice.classes[classIndex]!.representative
      expect([...stabilizer(V, canonical).members]).toEqual([...h.members])
    }
  })
})

describe('the stabilizer loss', () => {
  it('is the least squared error over the labels’ orbit, and takes any domain for an answer', async () => {
    const group = parseGroup('Oh')
    const [repIn, repOut] = [trivial(group), tensor(group, 1)]
    const [x, y] = [
      [[1], [1]],
      [
        [0, 0, 2],
        [0, -2, 0],
      ],
    ]
    const loss = stabilizerLoss({ repIn, repOut, x, y })
    const at = (rows: number[][]) =>
      tf.tidy(() => {
        const batch = {
          indices: [0, 1],
          inputs: tf.tensor2d(x),
          labels: tf.tensor2d(y),
          random: rng(0),
          progress: 0,
        }
        return loss(tf.tensor2d(rows), batch).dataSync()[0]!
      })
    expect(
      at([
        [2, 0, 0],
        [0, 0, -2],
      ]),
    ).toBe(0)
    expect(
      at([
        [0, 0, 0],
        [0, 0, 0],
      ]),
    ).toBe(4)
    expect(
      at([
        [1.5, 0.1, 0],
        [2, 0, 0],
      ]),
    ).toBeCloseTo((0.25 + 0.01) / 2, 6)
    // a strict network stays at the floor, ‖y‖²
    const strict = emlp({ repIn, repOut, hidden: 8, layers: 1, seed: 0 })
    const losses = await strict.fit(x, y, { epochs: 20, loss })
    expect(losses.every((l) => l === 4)).toBe(true)
    strict.dispose()
  })
})

describe('checkRelaxedEquivariance', () => {
  const rep = tensor(parseGroup('S(3)'), 1)

  it('says where a function is not even relaxed equivariant', () => {
    const report = checkRelaxedEquivariance((x) => [x[0]!, 0, 0], {
      repIn: rep,
      repOut: rep,
      inputs: [
        [1, 1, 1],
        [3, 2, 1],
      ],
    })
    expect([report.relaxed, report.strict]).toEqual([false, false])
    expect(report.worst?.input).toBe(1)
    expect(report.checked).toBe(20)
  })

  it('refuses no inputs, NaN and wrong lengths', () => {
    expect(() => checkRelaxedEquivariance((x) => x, { repIn: rep, repOut: rep, inputs: [] })).toThrow(
      /inputs is empty/,
    )
    expect(() =>
      checkRelaxedEquivariance(() => [Number.NaN, 0, 0], { repIn: rep, repOut: rep, inputs: [[1, 2, 3]] }),
    ).toThrow(/NaN/)
    expect(() =>
      checkRelaxedEquivariance(() => [0], { repIn: rep, repOut: rep, inputs: [[1, 2, 3]] }),
    ).toThrow(/1 entries/)
  })
})

describe('noise injection', () => {
  it('is equivariant in noise and input together, and random in its seed alone', () => {
    const group = parseGroup('D(3)')
    const V = tensor(group, 1)
    const model = symmetryBreaker('noise', { repIn: V, repOut: V, hidden: 12, layers: 1, seed: 0 })
    expect(model.predict([[0, 0]], { seed: 1 })).toEqual(model.predict([[0, 0]], { seed: 1 }))
    expect(model.predict([[0, 0]], { seed: 1 })).not.toEqual(model.predict([[0, 0]], { seed: 2 }))
    expect(model.sample([0, 0], { count: 4, seed: 0 }).length).toBe(4)
    model.dispose()
  })
})
