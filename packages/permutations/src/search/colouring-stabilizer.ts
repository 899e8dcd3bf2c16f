import {
  arrayOf,
  cycle,
  factorial,
  finiteVector,
  identityPermutation,
  integerIn,
  isEven,
  knownOptions,
  ofKind,
  orbitsOfPoints,
  type Permutation,
  type Signal,
} from '@buridan/core'
import type { Level } from '../chain/chain-level.js'
import { giantGenerators } from '../chain/giant.js'
import type { FiniteGroup } from '../group/finite-group.js'
import { type BaseImageTest, chainFor, searchElement, searchSubgroup } from './backtrack.js'

/**
 * Tests elements that take a colouring to another: images have the right colours, and the orbits of the stabilizer of the
 * base points so far are taken to sets with as many points of each colour.
 */
class ColourTest implements BaseImageTest {
  readonly #from: Int32Array
  readonly #to: Int32Array
  readonly #orbits: readonly (readonly number[][])[]
  readonly #counts: Int32Array

  constructor(from: Int32Array, to: Int32Array, colours: number, levels: readonly Level[], degree: number) {
    this.#from = from
    this.#to = to
    this.#counts = new Int32Array(colours)
    // orbits of the stabilizer of the base points up to each level; those that no longer shrink were looked at before
    let before = new Set<string>()
    this.#orbits = levels.map((_, l) => {
      const all = orbitsOfPoints(degree, levels[l + 1]?.generators ?? [])
      const known = before
      before = new Set(all.map((orbit) => orbit.join()))
      return all.filter((orbit) => orbit.length > 1 || !known.has(orbit.join()))
    })
  }

  enter(level: number, point: number, image: number, g: Permutation): boolean {
    const from = this.#from
    const to = this.#to
    if (from[point] !== to[image]) return false
    const counts = this.#counts
    for (const orbit of this.#orbits[level]!) {
      for (const p of orbit) {
        counts[from[p]!]!++
        counts[to[g[p]!]!]!--
      }
      let same = true
      for (const p of orbit) {
        if (counts[from[p]!] !== 0 || counts[to[g[p]!]!] !== 0) same = false
      }
      if (!same) {
        counts.fill(0)
        return false
      }
    }
    return true
  }

  leave(): void {}

  accepts(g: Permutation): boolean {
    for (let p = 0; p < g.length; p++) if (this.#from[p] !== this.#to[g[p]!]) return false
    return true
  }
}

function ranked(a: ArrayLike<number>, b: ArrayLike<number>, degree: number) {
  const from = finiteVector(a, degree, 'the colouring')
  const to = finiteVector(b, degree, 'the colouring')
  const rank = new Map([...new Set([...from, ...to])].map((c, i) => [c, i]))
  return {
    from: Int32Array.from(from, (c) => rank.get(c)!),
    to: Int32Array.from(to, (c) => rank.get(c)!),
    colours: rank.size,
  }
}

/** Points of rare colours first: they have few images. */
function rareFirst(colours: Int32Array, count: number): number[] {
  const sizes = new Int32Array(count)
  for (const c of colours) sizes[c]!++
  return [...colours.keys()].sort(
    (a, b) => sizes[colours[a]!]! - sizes[colours[b]!]! || colours[a]! - colours[b]! || a - b,
  )
}

/**
 * The stabilizer of a colouring of the points: the elements that send every point to a point of its colour.
 *
 * @param colours - a number for each point; equal numbers are one colour
 * @throws InvalidArgumentError | RepresentationMismatchError for a wrong length or a colour that is not a finite number
 * @throws AbortedError if the signal is aborted
 * @remarks Backtrack over base images, pruned by colours on orbits of stabilizers; no element is listed. O(degree) for each node of
 * the search tree, of which there are exponentially many in the worst case. Sym(n) and Alt(n) need no search.
 *
 * @example
 * ```ts
 * import { colouringStabilizer, symmetric } from '@buridan/permutations'
 * console.log(colouringStabilizer(symmetric(20), Array.from({ length: 20 }, (_, i) => i % 2)).order) // → 13168189440000n
 * ```
 */
export function colouringStabilizer(
  group: FiniteGroup,
  colours: ArrayLike<number>,
  options: { signal?: Signal } = {},
): FiniteGroup {
  knownOptions(options, { signal: true }, 'colouringStabilizer')
  ofKind(group, 'group', 'finite group')
  const { from, to, colours: count } = ranked(colours, colours, group.degree)
  const { giant } = group.chain
  if (giant) return youngSubgroup(group, from, count, giant === 'alternating')
  const base = rareFirst(from, count)
  const { levels } = chainFor(group, base)
  return searchSubgroup(group, new ColourTest(from, to, count, levels, group.degree), {
    base,
    signal: options.signal,
  })
}

/**
 * An element g of the group that takes one colouring to another, `b[g(p)] = a[p]` for every point p, or undefined if the
 * colourings are in different orbits.
 *
 * @param a - a number for each point
 * @param b - a number for each point
 * @throws as {@link colouringStabilizer}
 * @remarks As {@link colouringStabilizer}.
 *
 * @example
 * ```ts
 * import { colouringTransporter, cyclic } from '@buridan/permutations'
 * console.log(colouringTransporter(cyclic(4), [1, 0, 0, 0], [0, 0, 1, 0])) // → Uint32Array(4) [ 2, 3, 0, 1 ]
 * ```
 */
export function colouringTransporter(
  group: FiniteGroup,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  options: { signal?: Signal } = {},
): Permutation | undefined {
  knownOptions(options, { signal: true }, 'colouringTransporter')
  ofKind(group, 'group', 'finite group')
  const { from, to, colours } = ranked(a, b, group.degree)
  const { giant } = group.chain
  if (giant) return matchColours(from, to, giant === 'alternating')
  const base = rareFirst(from, colours)
  const { levels } = chainFor(group, base)
  return searchElement(group, new ColourTest(from, to, colours, levels, group.degree), {
    base,
    signal: options.signal,
  })
}

/**
 * The setwise stabilizer { g : g(S) = S } of a set of points.
 *
 * @throws InvalidArgumentError if a point is out of range
 * @remarks As {@link colouringStabilizer} with two colours.
 *
 * @example
 * ```ts
 * import { setwiseStabilizer, symmetric } from '@buridan/permutations'
 * console.log(setwiseStabilizer(symmetric(5), [0, 1]).order) // → 12n
 * ```
 */
export function setwiseStabilizer(
  group: FiniteGroup,
  set: readonly number[],
  options: { signal?: Signal } = {},
): FiniteGroup {
  knownOptions(options, { signal: true }, 'setwiseStabilizer')
  ofKind(group, 'group', 'finite group')
  const colours = new Float64Array(group.degree)
  for (const p of arrayOf(set, 'the set')) colours[integerIn(p, 0, group.degree - 1, 'point')] = 1
  return colouringStabilizer(group, colours, options)
}

/** The (even) permutations of all points that keep colours: a Young subgroup. */
function youngSubgroup(group: FiniteGroup, colours: Int32Array, count: number, even: boolean): FiniteGroup {
  const classes: number[][] = Array.from({ length: count }, () => [])
  colours.forEach((c, p) => {
    classes[c]!.push(p)
  })
  const n = colours.length
  const all = classes.reduce((order, c) => order * factorial(c.length), 1n)
  const swaps = classes.filter((c) => c.length > 1).map((c) => cycle(n, c.slice(0, 2)))
  if (!even) {
    const long = classes.filter((c) => c.length > 2).map((c) => cycle(n, c))
    return group.subgroupOf([...swaps, ...long], { order: all })
  }
  const long = classes.flatMap((c) => (c.length < 3 ? [] : giantGenerators(n, c, true)))
  const pairs = swaps.slice(1).map((s) => s.map((p) => swaps[0]![p]!))
  return group.subgroupOf([...long, ...pairs], { order: swaps.length > 0 ? all / 2n : 1n })
}

/** A permutation that takes one colouring to another, an even one if asked for. */
function matchColours(from: Int32Array, to: Int32Array, even: boolean): Permutation | undefined {
  const order = (colours: Int32Array) =>
    [...colours.keys()].sort((p, q) => colours[p]! - colours[q]! || p - q)
  const source = order(from)
  const target = order(to)
  const g = identityPermutation(from.length)
  for (let i = 0; i < source.length; i++) {
    if (from[source[i]!] !== to[target[i]!]) return undefined
    g[source[i]!] = target[i]!
  }
  if (!even || isEven(g)) return g
  const twin = source.findIndex((p, i) => i > 0 && from[p] === from[source[i - 1]!])
  if (twin < 0) return undefined
  const held = g[source[twin]!]!
  g[source[twin]!] = g[source[twin - 1]!]!
  g[source[twin - 1]!] = held
  return g
}
