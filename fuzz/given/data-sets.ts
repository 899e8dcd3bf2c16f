import fc from 'fast-check'
import { allElements, type GivenGroup, groups } from './permutations.js'

/** Pairs of vectors that a permutation group moves alike. */
export interface DataSet {
  readonly group: GivenGroup
  readonly x: readonly (readonly number[])[]
  readonly y: readonly (readonly number[])[]
}

const row = (n: number, entries: readonly number[]) =>
  fc.array(fc.constantFrom(...entries), { minLength: n, maxLength: n })

/** Data sets of few values, so that inputs are symmetric and some are images of others; whole numbers or halves. */
export const dataSets = (most = 5, entries: readonly number[] = [0, 1, 2]): fc.Arbitrary<DataSet> =>
  groups(most).chain((group) => {
    const pair = fc.tuple(row(group.degree, entries.slice(0, 3)), row(group.degree, entries))
    return fc.array(pair, { minLength: 1, maxLength: 6 }).map((pairs) => ({
      group,
      x: pairs.map(([x]) => x),
      y: pairs.map(([, y]) => y),
    }))
  })

/** The group as text; the identity is among the generators, for the sake of groups without any. */
export function groupText({ degree, generators }: GivenGroup): string {
  return `perm${JSON.stringify([Array.from({ length: degree }, (_, i) => i), ...generators])}`
}

export function jsonOf({ group, x, y }: DataSet): Record<string, unknown> {
  return { group: groupText(group), repIn: 'V', repOut: 'V', x, y }
}

/** The floor and its parts by their definition: all elements of the group, the mean over stabilizers, the spread along orbits. */
export function floorOf({ group, x, y }: DataSet) {
  const all = allElements(group)
  const orbits = new Map<string, number[][]>()
  let [price, symmetric] = [0, 0]
  x.forEach((input, i) => {
    const images = all.map((g) => moved(g, input).join())
    const least = [...images].sort()[0]!
    const carry = all[images.indexOf(least)]!
    const stabilizer = all.filter((_, k) => images[k] === input.join())
    if (stabilizer.length > 1) symmetric++
    const label = y[i]!
    const kept = mean(stabilizer.map((g) => moved(g, label)))
    price += squares(label, kept)
    orbits.set(least, [...(orbits.get(least) ?? []), moved(carry, kept)])
  })
  let disagreement = 0
  for (const labels of orbits.values()) {
    const middle = mean(labels)
    for (const label of labels) disagreement += squares(label, middle)
  }
  const centre = mean(y)
  const variance = y.reduce((sum, label) => sum + squares(label, centre), 0)
  const n = x.length
  return {
    samples: n,
    symmetric,
    orbits: orbits.size,
    price: price / n,
    disagreement: disagreement / n,
    labelVariance: variance / n,
  }
}

/** What becomes of a vector when point i goes to g[i]. */
function moved(g: readonly number[], v: readonly number[]): number[] {
  const out = [...v]
  g.forEach((image, i) => {
    out[image] = v[i]!
  })
  return out
}

function mean(rows: readonly (readonly number[])[]): number[] {
  return rows[0]!.map((_, c) => rows.reduce((sum, r) => sum + r[c]!, 0) / rows.length)
}

function squares(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, v, i) => sum + (v - b[i]!) ** 2, 0)
}
