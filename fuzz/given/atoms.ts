import fc from 'fast-check'
import { type GivenMolecule, molecules } from './frames.js'

/** A frame with numbers in place of text: a label of the whole, a number and a vector, and one of each atom. */
export interface Atoms extends GivenMolecule {
  readonly energy: number
  readonly dipole: readonly number[]
  readonly forces: readonly (readonly number[])[]
}

const small = fc.integer({ min: -20, max: 20 }).map((k) => k / 10)
const vector = fc.tuple(small, small, small)

/** Molecules of many point groups, or with an atom moved far from its place. */
export const atoms: fc.Arbitrary<Atoms> = molecules.chain(({ elements, positions }) =>
  fc
    .record({
      moved: fc.option(fc.nat(elements.length - 1), { nil: -1, freq: 1 }),
      by: fc.constantFrom([0.3, 0, 0], [0, 0, 0.25], [0.2, 0.35, -0.3]),
      energy: small,
      dipole: vector,
      forces: fc.array(vector, { minLength: elements.length, maxLength: elements.length }),
    })
    .map(({ moved, by, ...labels }) => ({
      elements,
      positions: positions.map((p, a) => (a === moved ? p.map((v, c) => v + by[c]!) : p)),
      ...labels,
    })),
)

/** Some frames, among them copies with other labels. */
export const sets: fc.Arbitrary<Atoms[]> = fc
  .record({
    list: fc.array(atoms, { minLength: 1, maxLength: 3 }),
    copies: fc.array(fc.record({ of: fc.nat(2), energy: small, dipole: vector }), { maxLength: 2 }),
  })
  .map(({ list, copies }) => [
    ...list,
    ...copies.map(({ of, ...labels }) => ({ ...list[of % list.length]!, ...labels })),
  ])

/** Extended XYZ with so many decimals of a coordinate and of a label, and more pairs in the comment. */
export function textOfAtoms(list: readonly Atoms[], digits: number, more = ''): string {
  const words = (row: readonly number[]) => row.map((v) => v.toFixed(digits)).join(' ')
  return list
    .map(({ elements, positions, energy, dipole, forces }) => {
      const comment = `Properties=species:S:1:pos:R:3:forces:R:3 energy=${energy.toFixed(digits)} dipole="${words(dipole)}"${more}`
      const lines = elements.map((e, a) => `${e} ${words(positions[a]!)} ${words(forces[a]!)}`)
      return `${[elements.length, comment, ...lines].join('\n')}\n`
    })
    .join('')
}

/** A turn of space, or a turn and a reflection, by a quaternion. */
export interface Turn {
  readonly q: readonly number[]
  readonly reflected: boolean
}

/** Turns that occur: by small and other angles, about axes and others. */
export const turns: fc.Arbitrary<Turn> = fc.record({
  q: fc
    .tuple(
      fc.integer({ min: -9, max: 9 }),
      fc.integer({ min: -9, max: 9 }),
      fc.integer({ min: -9, max: 9 }),
      fc.constantFrom(0, 1, 3, 5000, 1e9),
    )
    .map(([a, b, c, w]) => (a === 0 && b === 0 && c === 0 && w === 0 ? [0, 0, 0, 1] : [a, b, c, w])),
  reflected: fc.boolean(),
})

export function turned({ q, reflected }: Turn, v: readonly number[]): number[] {
  const size = Math.hypot(...q)
  const [x, y, z, w] = q.map((k) => k / size) as [number, number, number, number]
  const sign = reflected ? -1 : 1
  const rows = [
    [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
    [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
    [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
  ]
  return rows.map((r) => sign * r.reduce((sum, m, c) => sum + m * v[c]!, 0))
}

/** A frame with its labels, turned. */
export function turnedAtoms(frame: Atoms, turn: Turn): Atoms {
  const by = (rows: readonly (readonly number[])[]) => rows.map((v) => turned(turn, v))
  return {
    ...frame,
    positions: by(frame.positions),
    dipole: turned(turn, frame.dipole),
    forces: by(frame.forces),
  }
}

/** A frame with atoms in the order of keys. */
export function shuffledAtoms(frame: Atoms, keys: readonly number[]): Atoms {
  const order = frame.elements.map((_, a) => a).sort((a, b) => keyOf(keys, a) - keyOf(keys, b) || b - a)
  const by = <T>(list: readonly T[]) => order.map((a) => list[a]!)
  return { ...frame, elements: by(frame.elements), positions: by(frame.positions), forces: by(frame.forces) }
}

const keyOf = (keys: readonly number[], a: number) => keys[a % keys.length]!
