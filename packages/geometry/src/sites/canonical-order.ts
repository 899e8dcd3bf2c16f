import { Clusters, dot, length, numbersOf, type Permutation, type Vector } from '@buridan/core'
import { canonicalLabelling, type Edge, graph } from '@buridan/graphs'
import type { SiteSet } from './site-set.js'

/** The point at each place of an order by inner products of vectors, which neither rotations nor reflections change. */
export function canonicalOrder(sites: SiteSet): Permutation {
  const { count, wholeVectors, vectors, delta } = sites
  const own = (v: number): readonly Vector[] => (v < count ? vectors[v]! : [wholeVectors[v - count]!])
  const n = count + wholeVectors.length
  const longest = Array.from({ length: n }, (_, v) => own(v))
    .flat()
    .reduce((most, v) => Math.max(most, length(v)), 0)
  const products = (u: number, v: number) => own(u).flatMap((a) => own(v).map((b) => dot(a, b)))
  const all: Float64Array[] = []
  for (let u = 0; u < n; u++) for (let v = 0; v < n; v++) all.push(Float64Array.from(products(u, v)))
  // if two vectors are off by delta each, their product is off by 2 · longest · delta
  const clusters = new Clusters(all, 2 * longest * delta)
  const text = (u: number, v: number) => Array.from(all[u * n + v]!, (p) => clusters.clusterOf(p)).join()
  const colours = Array.from({ length: n }, (_, v) =>
    v < count ? `p${sites.names[v]!}|${text(v, v)}` : `w${v}|${text(v, v)}`,
  )
  const labels: string[] = []
  for (let u = 0; u < n; u++) for (let v = 0; v < n; v++) if (u !== v) labels.push(text(u, v))
  const [colourNumber, labelNumber] = [numbersOf(colours), numbersOf(labels)]
  const edges: Edge[] = []
  for (let u = 0; u < n; u++) {
    for (let v = 0; v < n; v++) if (u !== v) edges.push([u, v, labelNumber.get(text(u, v))!])
  }
  const { labelling } = canonicalLabelling(
    graph({ n, edges, colours: colours.map((c) => colourNumber.get(c)!), directed: true }),
  )
  return Uint32Array.from(
    Array.from({ length: count }, (_, p) => p).sort((p, q) => labelling[p]! - labelling[q]!),
  )
}
