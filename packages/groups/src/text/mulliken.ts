import { dot, ofKind, type Vector } from '@buridan/core'
import { type Operation, type PointGroupOperations, pointGroupOperations } from '@buridan/geometry'
import type { FiniteGroup } from '@buridan/permutations'
import { type CharacterTable, characterTable } from '../representation/character-table.js'
import type { IrreducibleCharacter } from '../representation/irreducible-character.js'

/** Values of characters and cosines of angles agree to this. */
const SAME = 1e-6

/**
 * Mulliken's names of the irreducible characters of a point group, such as A1g, B2, E″, T2u, in the order of its character table; both
 * characters of a complex pair have the name of the pair.
 *
 * Conventions: z is the main axis, of D2 and D2h that nearest to the coordinate axis z. B1, B2, B3 of D2 and D2h are kept by the half
 * turns about z, y and x. The number 1 or 2 in Dn, Dnh, Dnd and of A1, A2, B1, B2 says whether a character is 1 or −1 at the half turn
 * nearest to the coordinate axis x among those normal to z, and in Cnv at the mirror nearest to the plane xz. Eₖ has the character
 * 2cos 2πk/n at the rotation of order n, or at the rotation with reflection of order n where that is the greater. T1 has 1 at the
 * fourfold rotation (of Td, rotation with reflection), or (1 + √5)/2 at the fivefold one; T2 the other value.
 *
 * @returns undefined for a group that is no point group, see `pointGroupOperations`
 * @throws TooLargeError as `characterTable`
 * @throws InvalidArgumentError if `group` is not a finite group
 * @remarks O(order · degree) and the character table.
 *
 * @example
 * ```ts
 * import { characterTable, mullikenNames, pointGroup, tensor } from '@buridan/groups'
 * const Td = pointGroup('Td')
 * const [table, V, names] = [characterTable(Td), tensor(Td, 1), mullikenNames(Td)]
 * const multiplicities = table.multiplicities(table.representatives.map((g) => V.character(g)))
 * console.log(names, names?.filter((_, i) => multiplicities[i])) // → [ 'A1', 'A2', 'E', 'T2', 'T1' ] [ 'T2' ]
 * ```
 */
export function mullikenNames(group: FiniteGroup): string[] | undefined {
  ofKind(group, 'group', 'finite group')
  const found = pointGroupOperations(group)
  if (!found) return undefined
  const table = characterTable(group)
  const landmarks = landmarksOf(found, table)
  return table.characters.map((c) => nameOf(c, landmarks))
}

/** The classes of operations that names are made by; those that a group does not have are undefined. */
interface Landmarks {
  /** Whether there are several main axes. */
  readonly polyhedral: boolean
  /** The class of the main rotation, or rotation with reflection, and its order. */
  readonly main: { readonly at: number; readonly order: number }
  readonly inversion: number | undefined
  readonly horizontal: number | undefined
  /** The class that tells 1 from 2. */
  readonly second: number | undefined
  /** In D2 and D2h the half turns about z, y, x. */
  readonly three: readonly number[] | undefined
}

function landmarksOf({ name, axis, operations }: PointGroupOperations, table: CharacterTable): Landmarks {
  const { classOf } = table.classes
  const at = (o: Operation | undefined) => (o ? classOf[operations.indexOf(o)] : undefined)
  const inversion = at(operations.find((o) => o.kind === 'i'))
  if (!axis && name !== 'c1' && name !== 'ci') return polyhedralLandmarks(name, operations, at, inversion)
  const halfTurns = operations.filter((o) => o.kind === 'C' && o.order === 2)
  const mirrors = operations.filter((o) => o.kind === 'σ')
  if (name === 'd2' || name === 'd2h') {
    const z = nearest(halfTurns, [0, 0, 1])
    const x = nearest(
      halfTurns.filter((o) => o !== z),
      [1, 0, 0],
    )
    const y = halfTurns.find((o) => o !== z && o !== x)
    return {
      polyhedral: false,
      main: { at: at(z)!, order: 2 },
      inversion,
      horizontal: undefined,
      second: undefined,
      three: [z, y, x].map((o) => at(o)!),
    }
  }
  const z = axis ?? [0, 0, 1]
  const along = (o: Operation) => Math.abs(dot(o.axis!, z)) > 1 - SAME
  const across = (o: Operation) => Math.abs(dot(o.axis!, z)) < SAME
  const second = nearest(halfTurns.filter(across), [1, 0, 0]) ?? nearest(mirrors.filter(across), [0, 1, 0])
  const horizontal = inversion === undefined ? at(mirrors.find(along)) : undefined
  return {
    polyhedral: false,
    main: mainOf(
      operations.filter((o) => o.axis && along(o)),
      inversion !== undefined,
      at,
    ),
    inversion,
    horizontal,
    second: at(second),
    three: undefined,
  }
}

/** The rotation by one nth of a turn, or with reflection, where that is of greater order and is no product with the inversion. */
function mainOf(
  operations: readonly Operation[],
  inverted: boolean,
  at: (o: Operation | undefined) => number | undefined,
): Landmarks['main'] {
  const best = operations
    .filter((o) => (o.kind === 'C' || (o.kind === 'S' && !inverted && o.order % 2 === 0)) && o.power === 1)
    .reduce<Operation | undefined>((a, b) => (a && a.order >= b.order ? a : b), undefined)
  return best ? { at: at(best)!, order: best.order } : { at: 0, order: 1 }
}

function polyhedralLandmarks(
  name: string,
  operations: readonly Operation[],
  at: (o: Operation | undefined) => number | undefined,
  inversion: number | undefined,
): Landmarks {
  const order = name.startsWith('i') ? 5 : 4
  const turn = operations.find(
    (o) => o.order === order && o.power === 1 && o.kind === (name === 'td' ? 'S' : 'C'),
  )
  // T and Th have neither, and no names with numbers
  const main = name === 't' || name === 'th' ? 0 : at(turn)!
  return {
    polyhedral: true,
    main: { at: main, order },
    inversion,
    horizontal: undefined,
    second: undefined,
    three: undefined,
  }
}

/** The operation whose axis is nearest to a direction. */
function nearest(operations: readonly Operation[], direction: Vector): Operation | undefined {
  const share = (o: Operation) => Math.abs(dot(o.axis!, direction))
  return operations.reduce<Operation | undefined>(
    (a, b) => (a && share(a) >= share(b) - SAME ? a : b),
    undefined,
  )
}

function nameOf(c: IrreducibleCharacter, marks: Landmarks): string {
  const parity = (at: number | undefined, plus: string, minus: string) =>
    at === undefined ? '' : c.re[at]! > 0 ? plus : minus
  return `${letterOf(c, marks)}${parity(marks.inversion, 'g', 'u')}${parity(marks.horizontal, '′', '″')}`
}

function letterOf(c: IrreducibleCharacter, { polyhedral, main, second, three }: Landmarks): string {
  const { degree, re } = c
  const isPair = degree === 1 && c.im.some((v) => Math.abs(v) > SAME)
  const value = re[main.at]! / degree
  if (polyhedral) {
    const numbered = main.at !== 0
    if (isPair || degree === 2) return 'E'
    if (degree === 1) return numbered && main.order === 4 ? `A${value > 0 ? 1 : 2}` : 'A'
    if (degree === 3) return numbered ? `T${value > 0 ? 1 : 2}` : 'T'
    return degree === 4 ? 'G' : 'H'
  }
  if (three) {
    const kept = three.findIndex((at) => re[at]! > 0)
    return three.every((at) => re[at]! > 0) ? 'A' : `B${kept + 1}`
  }
  if (isPair || degree === 2) {
    // one kind of E needs no number
    if (main.order <= 4) return 'E'
    const k = Math.round((Math.acos(Math.max(-1, Math.min(1, value))) * main.order) / (2 * Math.PI))
    return `E${k}`
  }
  const number = second === undefined ? '' : re[second]! > 0 ? '1' : '2'
  return `${value > 0 ? 'A' : 'B'}${number}`
}
