const B = 128,
  N = 3432,
  D = 429
const L = new Float32Array(D * B * 2).map(() => Math.random()),
  R = new Float32Array(D * B * 2).map(() => Math.random()),
  G = new Float32Array(D * B * 2)
const I = new Int32Array(N).map(() => Math.random() * D),
  J = new Int32Array(N).map(() => Math.random() * D),
  K = new Int32Array(N).map(() => Math.random() * D),
  V = new Float32Array(N).fill(0.5)
function a() {
  for (let e = 0; e < N; e++) {
    const s = V[e]
    let [u, v, o] = [I[e] * B, J[e] * B, K[e] * B]
    for (const end = o + B; o < end; o++, u++, v++) G[o] += s * L[u] * R[v]
  }
}
function b() {
  for (let e = 0; e < N; e++) {
    const s = V[e]
    const u = I[e] * B,
      v = J[e] * B,
      o = K[e] * B
    for (let t = 0; t < B; t++) G[o + t] += s * L[u + t] * R[v + t]
  }
}
function c(l, r, g) {
  for (let e = 0; e < N; e++) {
    const s = V[e]
    const u = I[e] * B,
      v = J[e] * B,
      o = K[e] * B
    for (let t = 0; t < B; t++) g[o + t] = g[o + t] + s * l[u + t] * r[v + t]
  }
}
const LL = L.subarray(0, D * B),
  RR = R.subarray(0),
  mem = new WebAssembly.Memory({ initial: 100 }),
  W = new Float32Array(mem.buffer, 64, D * B),
  W2 = new Float32Array(mem.buffer, 64 + D * B * 4, D * B),
  W3 = new Float32Array(mem.buffer, 64 + D * B * 8, D * B)
for (const [n, f] of [
  ['a', a],
  ['b', b],
  ['c', () => c(L, R, G)],
  ['csub', () => c(LL, RR, G)],
  ['cwasm', () => c(W, W2, W3)],
  ['c', () => c(L, R, G)],
]) {
  for (let i = 0; i < 5; i++) f()
  const s = performance.now()
  for (let i = 0; i < 20; i++) f()
  console.log(
    n,
    ((performance.now() - s) / 20).toFixed(3),
    'ms',
    (((performance.now() - s) / 20 / N / B) * 1e6).toFixed(2),
    'ns',
  )
}
