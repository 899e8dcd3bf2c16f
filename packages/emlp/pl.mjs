import { emlp } from '@buridan/emlp'
import { parseAnyGroup, parseRepresentation } from '@buridan/groups'
import * as tf from '@tensorflow/tfjs'

const time = (f, ms = 300) => {
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
for (const [g, a, b, B, H] of [
  ['Oh', '5*V', 'T(2)', 128, 384],
  ['Oh', '5*V', 'T(2)', 32, 32],
  ['D(4)', 'R', 'R', 128, '48*R'],
  ['D(4)', 'R', 'R', 32, '4*R'],
  ['S(4)', 'V', 'V', 128, 384],
]) {
  const G = parseAnyGroup(g),
    A = parseRepresentation(G, a),
    C = parseRepresentation(G, b)
  const m = emlp({
    repIn: A,
    repOut: C,
    hidden: typeof H === 'string' ? parseRepresentation(G, H) : H,
    layers: 2,
  })
  console.log(g, H)
  for (const l of m.network.layers.slice(1)) {
    const n = (l.repIn ?? l.inputSpec?.[0] ?? 0).dim ?? l.input.shape[1]
    const X = tf.randomNormal([B, l.input.shape[1]])
    const ws = l.trainableWeights.map((v) => v.read())
    const f = time(() =>
      tf.tidy(() => {
        l.apply(X)
      }),
    )
    const dw = ws.length
      ? time(() =>
          tf.tidy(() => {
            tf.variableGrads(() => tf.sum(l.apply(X)), ws)
          }),
        )
      : 0
    const dx = time(() =>
      tf.tidy(() => {
        tf.grad((x) => tf.sum(l.apply(x)))(X)
      }),
    )
    console.log(
      '  ',
      l.getClassName(),
      l.input.shape[1],
      l.output.shape[1],
      'fwd',
      f.toFixed(3),
      'dw',
      dw.toFixed(3),
      'dx',
      dx.toFixed(3),
      l.plan
        ? JSON.stringify(l.plan.cost) + l.plan.spaces.map((s) => s.dim + ':' + s.kIn + 'x' + s.kOut).join(' ')
        : '',
    )
  }
}
