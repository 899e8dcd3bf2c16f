import { EquivariantLinear, emlp } from '@buridan/emlp'
import { parseAnyGroup, parseRepresentation, rng } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'

const time = (f, ms = 400) => {
  f()
  f()
  f()
  let n = 0
  const s = performance.now()
  while (performance.now() - s < ms || n < 3) {
    f()
    n++
  }
  return (performance.now() - s) / n
}
const step = (net, X, Y) => {
  const opt = tf.train.adam(1e-3)
  const vars = net.trainableWeights.map((v) => v.read())
  return () => {
    const l = opt.minimize(() => tf.mean(tf.sum(tf.squaredDifference(net.apply(X), Y), 1)), true, vars)
    l.dataSync()
    l.dispose()
  }
}
const cases = [
  ['S(4)', 'T(1)', 'T(1)'],
  ['S(8)', 'T(1)', 'T(1)'],
  ['S(16)', 'T(1)', 'T(1)'],
  ['D(4)', 'R', 'R'],
  ['Oh', '5*V', 'T(2)'],
  ['SO(3)', '5*V', 'T(2)'],
  ['O(5)', '2*V', 'T(0)'],
  ['SO13p', '4*V', 'T(0)'],
]
const pick = process.argv[2]
for (const [g, a, b] of cases)
  for (const [name, B, H] of [
    ['small', 32, 32],
    ['wide', 128, 384],
  ]) {
    if (pick && pick !== g) continue
    const G = parseAnyGroup(g),
      A = parseRepresentation(G, a),
      C = parseRepresentation(G, b)
    const t0 = performance.now()
    const hidden = a === 'R' ? parseRepresentation(G, `${H / 8}*R`) : H
    const m = emlp({ repIn: A, repOut: C, hidden, layers: 2 })
    const build = performance.now() - t0
    const d = tf.sequential()
    for (let l = 0; l < 2; l++)
      d.add(tf.layers.dense({ units: H, activation: 'swish', ...(l ? {} : { inputShape: [A.dim] }) }))
    d.add(tf.layers.dense({ units: C.dim }))
    const X = tf.randomNormal([B, A.dim]),
      Y = tf.randomNormal([B, C.dim])
    const ours = step(m.network, X, Y),
      theirs = step(d, X, Y)
    const fo = time(() =>
        tf.tidy(() => {
          m.network.apply(X)
        }),
      ),
      fd = time(() =>
        tf.tidy(() => {
          d.apply(X)
        }),
      )
    const vs = m.network.trainableWeights.map((v) => v.read())
    const go = time(() =>
      tf.tidy(() => {
        tf.variableGrads(() => tf.mean(tf.sum(tf.squaredDifference(m.network.apply(X), Y), 1)), vs)
      }),
    )
    const vd = d.trainableWeights.map((v) => v.read())
    const gd = time(() =>
      tf.tidy(() => {
        tf.variableGrads(() => tf.mean(tf.sum(tf.squaredDifference(d.apply(X), Y), 1)), vd)
      }),
    )
    const o = time(ours),
      t = time(theirs)
    console.log(
      g,
      name,
      'step ours',
      o.toFixed(2),
      'dense',
      t.toFixed(2),
      'ratio',
      (o / t).toFixed(2),
      'fwd',
      fo.toFixed(2),
      fd.toFixed(2),
      'grads',
      go.toFixed(2),
      gd.toFixed(2),
      'params',
      m.parameterCount,
      d.countParams(),
      'build',
      build.toFixed(0),
      m.network.layers[1].repOut.text,
      m.network.layers[4].plan.factorization.method,
      m.network.layers[4].plan.factorization.spaces.map((s) => s.name + s.dim).join(' '),
    )
  }
if (!pick) {
  const G = parseAnyGroup('S(16)')
  const r = parseRepresentation(G, '16*T(2)')
  const l = new EquivariantLinear({ repIn: r, repOut: r })
  const m = tf.sequential({ layers: [] })
  const inp = tf.input({ shape: [4096] })
  const net = tf.model({ inputs: inp, outputs: l.apply(inp) })
  const X = tf.randomNormal([32, 4096]),
    Y = tf.randomNormal([32, 4096])
  const o = time(step(net, X, Y))
  const d = tf.sequential({ layers: [tf.layers.dense({ units: 4096, inputShape: [4096] })] })
  const t = time(step(d, X, Y))
  console.log('S16 layer', o, t, o / t)
}
