import {
  compose,
  finiteVector,
  InvalidArgumentError,
  inverse,
  lcm,
  ofKind,
  type Permutation,
  PrimeField,
  primeOneModulo,
  type Rng,
  rng,
  TooLargeError,
  UnsupportedError,
} from '@buridan/core'
import { type ElementClasses, elementClasses, type FiniteGroup } from '@buridan/permutations'
import { abelianTable, BYTES_OF_A_VALUE } from './abelian-table.js'
import type { IrreducibleCharacter } from './irreducible-character.js'

import { byValues, unitRoot } from './root-values.js'
import { simultaneousEigenvectors } from './simultaneous-eigenvectors.js'

/** The most products of elements that a character table may take. */
const MAX_PRODUCTS = 2e8
/** The most classes of a group that is not abelian: eigenvectors take the cube of their number. */
const MAX_CLASSES = 1_000
/** The most bytes of the values of characters of an abelian group. */
const MAX_BYTES = 2 ** 31
/** Primes from here on separate eigenvalues in few tries. */
const LEAST_PRIME = 10_007

/**
 * The character table of a finite group. Its arrays are the caller's own.
 *
 * @example
 * ```ts
 * import { characterTable, symmetric, tensor } from '@buridan/groups'
 * const table = characterTable(symmetric(3))
 * const V = tensor(table.group, 1)
 * console.log(table.multiplicities(table.representatives.map((g) => V.character(g)))) // → [ 1, 0, 1 ]
 * ```
 */
export class CharacterTable {
  readonly #shared: readonly IrreducibleCharacter[]
  #own: readonly IrreducibleCharacter[] | undefined
  #sizes: readonly number[] | undefined

  /** @internal */
  constructor(
    readonly group: FiniteGroup,
    readonly classes: ElementClasses,
    characters: readonly IrreducibleCharacter[],
  ) {
    this.#shared = characters
  }

  /** Ordered by degree, the trivial one first. */
  get characters(): readonly IrreducibleCharacter[] {
    this.#own ??= this.#shared.map(copied)
    return this.#own
  }

  /** @internal The characters that are kept for all callers. */
  get shared(): readonly IrreducibleCharacter[] {
    return this.#shared
  }

  /** A representative of each class, the identity first. */
  get representatives(): Permutation[] {
    return this.classes.representatives.map((i) => this.classes.list.view(i).slice())
  }

  get classSizes(): readonly number[] {
    this.#sizes ??= [...this.classes.sizes]
    return this.#sizes
  }

  /**
   * The multiplicity ⟨f, χ⟩ of each irreducible character in a real class function, which must be a character.
   *
   * @param values - one for each class
   * @returns one whole number for each irreducible character
   * @throws RepresentationMismatchError unless there is one value for each class
   * @throws InvalidArgumentError for NaN, and for values so large that float64 does not decide whole numbers
   * @remarks O(classes²).
   */
  multiplicities(values: ArrayLike<number>): number[] {
    const { sizes } = this.classes
    const checked = finiteVector(values, sizes.length, 'values')
    return this.#shared.map(({ re }) => {
      let sum = 0
      let size = 0
      for (let c = 0; c < re.length; c++) {
        const term = sizes[c]! * checked[c]! * re[c]!
        sum += term
        size += Math.abs(term)
      }
      if (size * Number.EPSILON > 0.1 * this.classes.list.order) {
        throw new InvalidArgumentError(
          `values up to ${checked.reduce((most, v) => Math.max(most, Math.abs(v)), 0)} are too large: multiplicities above about 2⁵² are not exact`,
        )
      }
      return Math.round(sum / this.classes.list.order) + 0
    })
  }
}

/** A copy of a character; its values are copied when first asked for, as those of thousands of characters take gigabytes. */
function copied({
  degree,
  frobeniusSchur,
  conjugate,
  ...shared
}: IrreducibleCharacter): IrreducibleCharacter {
  let re: Float64Array | undefined
  let im: Float64Array | undefined
  return {
    degree,
    get re() {
      re ??= shared.re.slice()
      return re
    },
    get im() {
      im ??= shared.im.slice()
      return im
    },
    frobeniusSchur,
    conjugate,
  }
}

const tables = new WeakMap<FiniteGroup, CharacterTable>()

/**
 * The complex irreducible characters of a finite group, by Dixon's method: the class multiplication coefficients have
 * common eigenvectors modulo a prime p ≡ 1 mod the exponent; their entries are lifted to sums of roots of unity by the
 * multiplicities of eigenvalues, which are integers. For an abelian group they are extended from subgroup to subgroup. Exact
 * except for the last rounding to float64.
 *
 * @throws TooLargeError if the group is too large to list, order · classes is over 2·10⁸, it is not abelian and has over 1000
 * classes, or the values of an abelian group would take over 2 GiB
 * @remarks O(order · classes · base · degree + classes³), O(order²) for abelian groups. Kept as long as the group value lives. Dixon 1967; Schneider 1990.
 *
 * @example
 * ```ts
 * import { characterTable, symmetric } from '@buridan/groups'
 * console.log(characterTable(symmetric(4)).characters.map((c) => c.degree)) // → [ 1, 1, 2, 3, 3 ]
 * ```
 */
export function characterTable(group: FiniteGroup): CharacterTable {
  ofKind(group, 'group', 'finite group')
  const { classes, shared } = sharedTable(group)
  return new CharacterTable(group, classes, shared)
}

/** The table that is kept for all callers; its arrays must not be changed. */
export function sharedTable(group: FiniteGroup): CharacterTable {
  let table = tables.get(group)
  if (!table) {
    table = computeTable(group)
    tables.set(group, table)
  }
  return table
}

function computeTable(group: FiniteGroup): CharacterTable {
  const classes = elementClasses(group)
  const { order } = classes.list
  const r = classes.count
  if (order * r > MAX_PRODUCTS) {
    throw new TooLargeError(
      `the character table of ${group.shortName} of order ${order} with ${r} classes would take ${order * r} products of elements; the limit is ${MAX_PRODUCTS}`,
    )
  }
  if (r === order) {
    // every element is a class, in the order of the list
    const bytes = BYTES_OF_A_VALUE * order * order
    if (bytes > MAX_BYTES) {
      throw new TooLargeError(
        `the character table of ${group.shortName} of order ${order} would take ${Math.ceil(bytes / 2 ** 20)} MiB; the limit is ${MAX_BYTES / 2 ** 20} MiB`,
      )
    }
    return new CharacterTable(group, classes, abelianTable(classes.list))
  }
  if (r > MAX_CLASSES) {
    throw new TooLargeError(
      `the character table of ${group.shortName} has ${r} classes; the limit is ${MAX_CLASSES} for groups that are not abelian`,
    )
  }
  const powers = classes.representatives.map((_, c) => classes.powers(c))
  const exponent = powers.reduce((e, list) => lcm(e, list.length), 1)
  const field = new PrimeField(
    primeOneModulo(exponent, Math.max(LEAST_PRIME, 2 * Math.ceil(Math.sqrt(order)) + 1, 3 * r * r)),
  )
  const z = field.rootOfUnity(exponent)
  const combination = (random: Rng) => classCombination(classes, field, random)
  const eigenvectors = simultaneousEigenvectors(combination, r, field, rng(0xd1c5))
  const residues = eigenvectors.map((v) => normalized(v, classes, powers, field))
  const lifted = residues.map((values) => lift(values, powers, exponent, z, field))
  return new CharacterTable(group, classes, withTypes(lifted, residues, classes, powers, field))
}

/**
 * A random combination of the class matrices M_k, whose entry (i, j) is the number of x in class k with x⁻¹z_j in class i, z_j the
 * representative of class j. The matrices themselves are never stored.
 */
function classCombination(
  { list, classView: classOf, representatives, count }: ElementClasses,
  field: PrimeField,
  random: Rng,
): Float64Array {
  const weights = Float64Array.from({ length: count }, () => random.int(field.p))
  const out = new Float64Array(count * count)
  const z = representatives.map((i) => list.view(i))
  for (let x = 0; x < list.order; x++) {
    const back = inverse(list.view(x))
    const weight = weights[classOf[x]!]!
    for (let j = 0; j < count; j++) {
      const e = classOf[list.indexOf(compose(back, z[j]!))]! * count + j
      out[e] = (out[e]! + weight) % field.p
    }
  }
  return out
}

/** From an eigenvector, which is ω_i = |C_i| χ(g_i) / χ(1) up to a factor, the values χ(g_i) modulo p. */
function normalized(
  v: Float64Array,
  { sizes, list }: ElementClasses,
  powers: readonly number[][],
  field: PrimeField,
): Float64Array {
  const scale = field.inverse(v[0]!)
  const omega = v.map((x) => field.multiply(x, scale))
  // |G| / χ(1)² = Σ ω_i ω_{i⁻¹} / |C_i|
  let sum = 0
  omega.forEach((w, i) => {
    const back = powers[i]!.at(-1)!
    const inverseClass = powers[i]!.length === 1 ? 0 : back
    sum = field.residue(
      sum + field.multiply(field.multiply(w, omega[inverseClass]!), field.inverse(sizes[i]!)),
    )
  })
  const square = field.multiply(field.residue(list.order), field.inverse(sum))
  const degree = field.smallRoot(square, Math.floor(Math.sqrt(list.order)))
  if (degree === undefined)
    throw new UnsupportedError(
      'the characters of this group are not found: an eigenvector of the class matrices is no character; please report the group',
    )
  return omega.map((w, i) => field.multiply(field.multiply(w, degree), field.inverse(sizes[i]!)))
}

/**
 * χ(g) = Σ_k m_k ζ^k over the eigenvalues of ρ(g), whose multiplicities m_k are found modulo p; those of g also give the values on
 * all its powers, so elements of the largest orders come first, and powers of earlier ones are skipped.
 */
function lift(
  values: Float64Array,
  powers: readonly number[][],
  exponent: number,
  z: number,
  field: PrimeField,
): { re: Float64Array; im: Float64Array } {
  const re = new Float64Array(values.length)
  const im = new Float64Array(values.length)
  const known = new Uint8Array(values.length)
  const byOrder = [...powers.keys()].sort((a, b) => powers[b]!.length - powers[a]!.length)
  for (const c of byOrder) {
    if (known[c]) continue
    const list = powers[c]!
    const n = list.length
    const eigenvalues = multiplicities(values, list, field.power(z, exponent / n), field)
    list.forEach((power, j) => {
      if (known[power]) return
      known[power] = 1
      let [x, y] = [0, 0]
      for (const [k, multiplicity] of eigenvalues) {
        const [cos, sin] = unitRoot((k * j) % n, n)
        x += multiplicity * cos
        y += multiplicity * sin
      }
      re[power] = nearInteger(x)
      im[power] = nearInteger(y)
    })
  }
  return { re, im }
}

/** How often ζ^k, ζ a root of unity of order n, is an eigenvalue of ρ(g), from the values on the n powers of g; only k that occur. */
function multiplicities(
  values: Float64Array,
  list: readonly number[],
  root: number,
  field: PrimeField,
): [k: number, multiplicity: number][] {
  const n = list.length
  const back = field.inverse(root)
  const scale = field.inverse(n)
  const found: [number, number][] = []
  let step = 1
  for (let k = 0; k < n; k++) {
    let sum = 0
    let weight = 1
    for (let j = 0; j < n; j++) {
      sum = (sum + values[list[j]!]! * weight) % field.p
      weight = field.multiply(weight, step)
    }
    if (sum !== 0) found.push([k, field.multiply(sum, scale)])
    step = field.multiply(step, back)
  }
  return found
}

function nearInteger(x: number): number {
  const i = Math.round(x)
  return Math.abs(x - i) < 1e-9 ? i + 0 : x
}

function withTypes(
  lifted: readonly { re: Float64Array; im: Float64Array }[],
  residues: readonly Float64Array[],
  { sizes, list }: ElementClasses,
  powers: readonly number[][],
  field: PrimeField,
): IrreducibleCharacter[] {
  const order = field.inverse(field.residue(list.order))
  const all = lifted.map(({ re, im }, k) => {
    const values = residues[k]!
    let sum = 0
    for (let c = 0; c < sizes.length; c++) {
      const square = powers[c]![2 % powers[c]!.length]!
      sum = (sum + sizes[c]! * values[square]!) % field.p
    }
    const indicator = field.multiply(sum, order)
    return { re, im, values, degree: re[0]!, frobeniusSchur: (indicator > 1 ? -1 : indicator) as -1 | 0 | 1 }
  })
  all.sort((a, b) => a.degree - b.degree || byValues(a, b))
  return all.map(({ re, im, degree, frobeniusSchur, values }) => ({
    re,
    im,
    degree,
    frobeniusSchur,
    conjugate: all.findIndex((other) =>
      powers.every((list, c) => other.values[c] === values[list.length === 1 ? 0 : list.at(-1)!]),
    ),
  }))
}
