import { InvalidArgumentError, rotationAbout, rows3, shown } from '@buridan/core'
import { type FiniteGroup, matrixGroup, signedPermutationGroup } from '@buridan/permutations'
import { classOfSymbol, otherAxisOfSymbol } from './hermann-mauguin.js'

/** Signed images of the axes x, y, z: [2, -1, 3] sends x to y and y to −x. */
type Axes = readonly [number, number, number]

const INVERSION: Axes = [-1, -2, -3]
const C2Z: Axes = [-1, -2, 3]
const C2X: Axes = [1, -2, -3]
const C4Z: Axes = [2, -1, 3]
const S4Z: Axes = [-2, 1, -3]
const C3: Axes = [2, 3, 1]
const MIRROR_Z: Axes = [1, 2, -3]
const MIRROR_X: Axes = [-1, 2, 3]
/** Mirror that swaps x and y. */
const MIRROR_XY: Axes = [2, 1, 3]
/** Half turn about x − y, perpendicular to [111]. */
const C2_XY: Axes = [-2, -1, -3]

/**
 * Generators of the subgroups of O_h, Schoenflies names. Main axis z, except that the trigonal ones have [111];
 * second axis or mirror x.
 */
const GENERATORS: Readonly<Record<string, readonly Axes[]>> = {
  C1: [],
  Ci: [INVERSION],
  C2: [C2Z],
  Cs: [MIRROR_Z],
  C2h: [C2Z, INVERSION],
  D2: [C2Z, C2X],
  C2v: [C2Z, MIRROR_X],
  D2h: [C2Z, C2X, INVERSION],
  C4: [C4Z],
  S4: [S4Z],
  C4h: [C4Z, INVERSION],
  D4: [C4Z, C2X],
  C4v: [C4Z, MIRROR_X],
  D2d: [S4Z, C2X],
  D4h: [C4Z, C2X, INVERSION],
  C3: [C3],
  S6: [C3, INVERSION],
  D3: [C3, C2_XY],
  C3v: [C3, MIRROR_XY],
  D3d: [C3, MIRROR_XY, INVERSION],
  T: [C3, C2Z],
  Th: [C3, C2Z, INVERSION],
  O: [C3, C4Z],
  Td: [C3, S4Z],
  Oh: [C3, C4Z, INVERSION],
}

/** The 32 crystallographic point groups and the two icosahedral ones, by their Schoenflies names. */
export const pointGroupNames: readonly string[] = [
  ...Object.keys(GENERATORS),
  'C6',
  'C3h',
  'C6h',
  'D6',
  'C6v',
  'D3h',
  'D6h',
  'I',
  'Ih',
]

const MAX_AXIS = 500

/**
 * A point group on ℝ³ by its Schoenflies name, in either case (`C2v`, or `c2v` as `findPointGroup` gives it): all 32 of
 * crystals, the icosahedral `I` and `Ih`, and the axial families `Cn`, `Cnv`, `Cnh`, `Dn`, `Dnh`, `Dnd`, `Sn` (n even) for n up to 500.
 * The 32 also by their Hermann–Mauguin symbols, short (`m-3m`, `4/mmm`, `mm2`), full (`4/m-32/m`) or with bars (`m3̄m`).
 *
 * Main axis z; C2 axes of `Dn` and normals of mirrors of `Cnv` along x. Subgroups of O_h are signed permutations of the
 * axes, and their trigonal ones (`C3`, `S6`, `D3`, `C3v`, `D3d`) have the axis [111]. C2 axes of `I` along x, y, z. A Hermann–Mauguin
 * symbol names its class: settings that differ by a turn about the main axis, such as `-42m` and `-4m2`, are one group, with the name of
 * Schoenflies.
 *
 * @throws InvalidArgumentError for another name, that of a setting with its axis along x or y (`2mm`) included
 * @remarks As `matrixGroup` of the package permutations, on at most 8n + 2 points for a main axis of n-fold symmetry.
 *
 * @example
 * ```ts
 * import { pointGroup } from '@buridan/geometry'
 * console.log(pointGroup('Oh').order, pointGroup('d6h').order, pointGroup('Ih').order) // → 48n 24n 120n
 * console.log(pointGroup('m-3m').name, pointGroup('4/mmm').name, pointGroup('mm2').name) // → Oh D4h C2v
 * ```
 */
export function pointGroup(name: string): FiniteGroup {
  if (typeof name === 'string') {
    const known = usual(name)
    if (Object.hasOwn(GENERATORS, known))
      return signedPermutationGroup(GENERATORS[known]!, { dim: 3, name: known })
    if (known === 'I' || known === 'Ih') return icosahedral(known)
    const axial = /^([CDS])([1-9]\d{0,2})([vhd]?)$/.exec(known)
    const matrices = axial && axialGenerators(axial[1]!, Number(axial[2]), axial[3]!)
    if (matrices) return matrixGroup(matrices, { dim: 3, name: known })
  }
  const other = typeof name === 'string' ? otherAxisOfSymbol(name) : undefined
  if (other)
    throw new InvalidArgumentError(
      `${name} has its axis along ${other.axis}; name it ${other.usual}, whose axis is z here, and turn the coordinates`,
    )
  throw new InvalidArgumentError(
    `point group ${shown(name)} is not known; known are ${pointGroupNames.join(' ')} and Cn Cnv Cnh Dn Dnh Dnd S2n, and the symbols of Hermann and Mauguin, such as m-3m`,
  )
}

/**
 * Whether a text is the name of a point group that {@link pointGroup} makes: one of {@link pointGroupNames} or of the axial families, in
 * either case, or a Hermann–Mauguin symbol. O(1).
 *
 * @example
 * ```ts
 * import { isPointGroupName } from '@buridan/geometry'
 * console.log(isPointGroupName('d7h'), isPointGroupName('S7'), isPointGroupName('4/mmm')) // → true false true
 * ```
 */
export function isPointGroupName(name: string): boolean {
  if (typeof name !== 'string') return false
  const known = usual(name)
  if (pointGroupNames.includes(known)) return true
  const axial = /^([CDS])([1-9]\d{0,2})([vhd]?)$/.exec(known)
  return axial !== null && axialGenerators(axial[1]!, Number(axial[2]), axial[3]!) !== undefined
}

/** A Schoenflies name with its first letter as the only capital; of a Hermann–Mauguin symbol that of its class. */
function usual(name: string): string {
  const known = classOfSymbol(name)
  if (known) return known
  return name.charAt(0).toUpperCase() + name.slice(1).toLowerCase()
}

type Rows = readonly (readonly number[])[]

const MIRROR_H: Rows = diagonal(1, 1, -1)
const MIRROR_V: Rows = diagonal(-1, 1, 1)
const HALF_TURN_X: Rows = diagonal(1, -1, -1)

function diagonal(x: number, y: number, z: number): number[][] {
  return [
    [x, 0, 0],
    [0, y, 0],
    [0, 0, z],
  ]
}

/** The turn by 2π/n about z, and with z reversed where `sign` is −1. */
function turn(n: number, sign: 1 | -1 = 1): number[][] {
  const c = Math.cos((2 * Math.PI) / n)
  const s = Math.sin((2 * Math.PI) / n)
  return [
    [c, -s, 0],
    [s, c, 0],
    [0, 0, sign],
  ]
}

function axialGenerators(family: string, n: number, suffix: string): Rows[] | undefined {
  if (n > MAX_AXIS) return undefined
  switch (family + suffix) {
    case 'C':
      return [turn(n)]
    case 'Cv':
      return [turn(n), MIRROR_V]
    case 'Ch':
      return [turn(n), MIRROR_H]
    case 'D':
      return [turn(n), HALF_TURN_X]
    case 'Dh':
      return [turn(n), HALF_TURN_X, MIRROR_H]
    case 'Dd':
      return [turn(2 * n, -1), HALF_TURN_X]
    case 'S':
      return n % 2 === 0 ? [turn(n, -1)] : undefined
    default:
      return undefined
  }
}

/** Rotations by 72° about (0, 1, φ), by 120° about [111], and the inversion. */
function icosahedral(name: 'I' | 'Ih'): FiniteGroup {
  const phi = (1 + Math.sqrt(5)) / 2
  const norm = Math.hypot(1, phi)
  const fifth = rows3(rotationAbout([0, 1 / norm, phi / norm], (2 * Math.PI) / 5))
  const third = [
    [0, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
  ]
  const generators = name === 'I' ? [fifth, third] : [fifth, third, diagonal(-1, -1, -1)]
  return matrixGroup(generators, { dim: 3, name })
}
