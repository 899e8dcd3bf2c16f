import { expect } from 'vitest'

/** A structure as conformance files give it: cell vectors as rows, fractional positions. */
export interface Structure {
  readonly cell: readonly (readonly number[])[]
  readonly elements: readonly string[]
  readonly positions: readonly (readonly number[])[]
  readonly occupancies?: readonly number[]
}

/** A row of a format of structures. */
export interface StructureRow<Kind extends Structure> {
  readonly id: string
  readonly text: string
  readonly why: string
  /** False where the text is to be refused. */
  readonly ok: boolean
  readonly structures: readonly Kind[]
  /** Readers differ for want of a rule: not asked. */
  readonly contested: boolean
}

/** How far positions may be apart, Å. */
const NEAR = 0.02

/** Compares structures: the shapes of their cells, and their atoms modulo the lattice, in any order. */
export function expectStructure(found: Structure, wanted: Structure): void {
  const [shape, wantedShape] = [gram(found.cell), gram(wanted.cell)]
  const size = Math.max(...wantedShape)
  shape.forEach((v, i) => {
    expect(Math.abs(v - wantedShape[i]!)).toBeLessThan(1e-3 * size)
  })
  expect(found.elements.length).toBe(wanted.elements.length)
  expect(found.positions.length).toBe(wanted.positions.length)
  const left = new Set(found.elements.keys())
  wanted.elements.forEach((element, i) => {
    const atom = [...left].find(
      (k) =>
        found.elements[k] === element &&
        distance(wanted.cell, found.positions[k]!, wanted.positions[i]!) <= NEAR,
    )
    expect(atom, `atom ${i}, ${element}`).toBeDefined()
    left.delete(atom!)
  })
}

function gram(cell: Structure['cell']): number[] {
  return cell.flatMap((a) => cell.map((b) => a.reduce((s, v, c) => s + v * b[c]!, 0)))
}

/** The distance of two atoms modulo the lattice, one cell around the nearest looked at. */
function distance(cell: Structure['cell'], p: readonly number[], q: readonly number[]): number {
  const d = p.map((v, c) => v - q[c]! - Math.round(v - q[c]!))
  const around = [-1, 0, 1]
  return Math.min(
    ...around.flatMap((a) =>
      around.flatMap((b) =>
        around.map((c) => {
          const [x, y, z] = [d[0]! + a, d[1]! + b, d[2]! + c]
          return Math.hypot(...[0, 1, 2].map((k) => x * cell[0]![k]! + y * cell[1]![k]! + z * cell[2]![k]!))
        }),
      ),
    ),
  )
}
