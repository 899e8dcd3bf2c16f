import {
  compose,
  gcd,
  identityPermutation,
  isIdentity,
  knownOptions,
  lcm,
  ofKind,
  type Permutation,
  rng,
  type Signal,
  TooLargeError,
  throwIfAborted,
} from '@buridan/core'
import { elementClasses } from '../elements/element-classes.js'
import { elementsOf } from '../elements/elements.js'
import type { FiniteGroup } from '../group/finite-group.js'
import { isAbelian, randomElement } from '../group/group-facts.js'
import { centralizer, conjugator, cycleType } from '../search/centralizer.js'

/** Groups up to this order are listed. */
const LISTED_ORDER = 20_000n
/** A search ends after this many random elements in a row without a new class. */
const MAX_QUIET = 2_000

/** A conjugacy class of elements. */
export interface ConjugacyClass {
  /** An element of the class. */
  readonly representative: Permutation
  /** How many elements the class has. */
  readonly size: bigint
  /** |C_G(g)| = |G| / size. */
  readonly centralizerOrder: bigint
}

/**
 * The conjugacy classes of elements, the identity's first, then by size. Small groups are listed; for larger ones the
 * powers of random elements are sorted into classes by backtrack until the sizes, |G| / |C_G(g)|, add up to |G|; for all
 * permutations of n points they are the cycle types.
 *
 * @throws TooLargeError if random elements do not meet all classes, as in groups with many small classes, or meet over 100 000; for Sym(n),
 * n > 60; and for commutative groups above order 10⁶
 * @throws AbortedError if the signal is aborted
 * @remarks O(order · generators · base · degree) up to order 20 000, O(degree) for each partition of n for Sym(n); for others
 * searches as {@link centralizer} and {@link conjugator}, one for each pair of a class and a random element of the same cycle type.
 *
 * @example
 * ```ts
 * import { conjugacyClasses, mathieu } from '@buridan/permutations'
 * console.log(conjugacyClasses(mathieu(24)).length) // → 26
 * ```
 */
export function conjugacyClasses(group: FiniteGroup, options: { signal?: Signal } = {}): ConjugacyClass[] {
  knownOptions(options, { signal: true }, 'conjugacyClasses')
  ofKind(group, 'group', 'finite group')
  const classes =
    group.order <= LISTED_ORDER
      ? listed(group)
      : group.chain.giant === 'symmetric'
        ? byCycleType(group)
        : isAbelian(group)
          ? ofOneElementEach(group)
          : byRandomElements(group, options.signal)
  const [identity, ...others] = classes
  return [identity!, ...others.sort((a, b) => (a.size < b.size ? -1 : a.size > b.size ? 1 : 0))]
}

/** Each search for a conjugate looks at all known ones of the same cycle type. */
const MAX_CLASSES = 100_000
/** The largest order of a group that is listed for its classes. */
const MAX_COUNTED_ORDER = 1_000_000n

/**
 * The number of conjugacy classes of elements.
 *
 * @throws TooLargeError above order 10⁶, unless random elements meet all classes
 * @remarks As {@link conjugacyClasses}; groups whose classes random elements do not meet are listed up to order 10⁶.
 *
 * @example
 * ```ts
 * import { conjugacyClassCount, symmetric } from '@buridan/permutations'
 * console.log(conjugacyClassCount(symmetric(5))) // → 7
 * ```
 */
export function conjugacyClassCount(group: FiniteGroup, options: { signal?: Signal } = {}): number {
  knownOptions(options, { signal: true }, 'conjugacyClassCount')
  ofKind(group, 'group', 'finite group')
  if (group.order <= Number.MAX_SAFE_INTEGER && isAbelian(group)) return Number(group.order)
  try {
    return conjugacyClasses(group, options).length
  } catch (error) {
    const tooMany = error instanceof TooLargeError && group.order <= MAX_COUNTED_ORDER
    if (!tooMany) throw error
    return elementClasses(group, Number(MAX_COUNTED_ORDER)).count
  }
}

function listed(group: FiniteGroup): ConjugacyClass[] {
  const { list, representatives, sizes } = elementClasses(group)
  return representatives.map((i, c) => ({
    representative: list.view(i).slice(),
    size: BigInt(sizes[c]!),
    centralizerOrder: group.order / BigInt(sizes[c]!),
  }))
}

/** @throws TooLargeError above order 10⁶ or 1 GiB, before anything is listed */
function ofOneElementEach(group: FiniteGroup): ConjugacyClass[] {
  const list = elementsOf(group, Number(MAX_COUNTED_ORDER))
  return Array.from({ length: list.order }, (_, i) => ({
    representative: list.view(i).slice(),
    size: 1n,
    centralizerOrder: group.order,
  }))
}

const MAX_PARTITION_DEGREE = 60

function byCycleType(group: FiniteGroup): ConjugacyClass[] {
  const n = group.degree
  if (n > MAX_PARTITION_DEGREE) {
    throw new TooLargeError(
      `the classes of all permutations of ${n} points are refused: the limit is ${MAX_PARTITION_DEGREE} points`,
    )
  }
  return partitions(n, n).map((parts) => {
    const representative = identityPermutation(n)
    let start = 0
    let centralizerOrder = 1n
    const repeats = new Map<number, number>()
    for (const part of parts) {
      for (let i = 0; i < part; i++) representative[start + i] = start + ((i + 1) % part)
      start += part
      const count = (repeats.get(part) ?? 0) + 1
      repeats.set(part, count)
      centralizerOrder *= BigInt(part) * BigInt(count)
    }
    return { representative, size: group.order / centralizerOrder, centralizerOrder }
  })
}

/** Partitions of n into parts of at most `largest`, 1 + … + 1 first. */
function partitions(n: number, largest: number): number[][] {
  if (n === 0) return [[]]
  const out: number[][] = []
  for (let part = 1; part <= Math.min(n, largest); part++) {
    for (const rest of partitions(n - part, part)) out.push([part, ...rest])
  }
  return out
}

function byRandomElements(group: FiniteGroup, signal: Signal | undefined): ConjugacyClass[] {
  const { order } = group
  const options = signal ? { signal } : {}
  const random = rng(0xc1a5)
  const classes: ConjugacyClass[] = []
  const byType = new Map<string, ConjugacyClass[]>()
  let total = 0n
  const offer = (g: Permutation): boolean => {
    const type = cycleType(g)
    const known = byType.get(type) ?? []
    if (known.some((c) => conjugator(group, c.representative, g, options))) return false
    const centralizerOrder = centralizer(group, [g], options).order
    const found = { representative: g, size: order / centralizerOrder, centralizerOrder }
    byType.set(type, [...known, found])
    classes.push(found)
    total += found.size
    return true
  }
  offer(identityPermutation(group.degree))
  for (let quiet = 0; total < order; quiet++) {
    throwIfAborted(signal)
    if (classes.length > MAX_CLASSES) {
      throw new TooLargeError(
        `${group.shortName} has over ${MAX_CLASSES} conjugacy classes: those met by random elements hold ${total} of ${order} elements`,
      )
    }
    if (quiet > MAX_QUIET) {
      throw new TooLargeError(
        `${group.shortName}: the ${classes.length} conjugacy classes met by random elements hold ${total} of ${order} elements; ` +
          'the others are too small to be met',
      )
    }
    for (const g of powersOf(randomElement(group, random))) if (total < order && offer(g)) quiet = 0
  }
  return classes
}

/** g and its powers by divisors of its order, which find small classes. */
function powersOf(g: Permutation): Permutation[] {
  const lengths = [...new Set(cycleType(g).split(','))].map(Number)
  const out: Permutation[] = []
  let power = g
  for (let k = 1; k < 1_000 && !isIdentity(power); k++) {
    // the order itself, the least common multiple of the lengths, may be above 2⁵³
    if (lengths.reduce((e, length) => lcm(e, gcd(k, length)), 1) === k) out.push(power)
    power = compose(power, g)
  }
  return out
}
