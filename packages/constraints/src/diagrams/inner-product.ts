import type { AxisWire } from './axis-wire.js'
import { loops, type Matching, matchingOf } from './matching.js'

/** A diagram, ready for inner products with others on the same axes. */
export interface Diagram {
  /** Its wires, twice: a diagram with itself has two for each. */
  readonly wires: readonly IndexedWire[]
  readonly again: readonly IndexedWire[]
  readonly matching: Matching | undefined
}

export function diagramOf(wires: readonly AxisWire[]): Diagram {
  return { wires: wires.map(indexed), again: wires.map(indexed), matching: matchingOf(wires) }
}

/** Σ over all indices of the product of two diagrams: a product over the connected pieces of their union. */
export function innerProduct(a: Diagram, b: Diagram): number {
  if (a.matching && b.matching) return loops(a.matching, b.matching)
  let product = 1
  const left = new Set<IndexedWire>([...a.wires, ...b.again])
  for (const wire of left) {
    const piece = connected(wire, left)
    for (const w of piece) left.delete(w)
    product *= contract(piece, 0, new Map())
    if (product === 0) return 0
  }
  return product
}

/** A wire with the states that give an axis an index, for each axis and index. */
interface IndexedWire extends AxisWire {
  readonly statesAt: readonly (readonly number[])[][]
}

function indexed(wire: AxisWire): IndexedWire {
  const statesAt = wire.indices.map((index) => {
    const found: number[][] = []
    for (let s = 0; s < index.length; s++) {
      const at = index[s]!
      found[at] ??= []
      found[at].push(s)
    }
    return found
  })
  return { ...wire, statesAt }
}

/** The wires that share axes with the first, directly or not, each after one that it shares an axis with. */
function connected(first: IndexedWire, all: ReadonlySet<IndexedWire>): IndexedWire[] {
  const piece = [first]
  const found = new Set(piece)
  for (const wire of piece) {
    for (const other of all) {
      if (!found.has(other) && other.axes.some((x) => wire.axes.includes(x))) {
        found.add(other)
        piece.push(other)
      }
    }
  }
  return piece
}

function contract(wires: readonly IndexedWire[], depth: number, assigned: Map<number, number>): number {
  const wire = wires[depth]
  if (!wire) return 1
  const known = wire.axes.findIndex((x) => assigned.has(x))
  const candidates =
    known < 0
      ? Array.from({ length: wire.states }, (_, s) => s)
      : (wire.statesAt[known]![assigned.get(wire.axes[known]!)!] ?? [])
  let sum = 0
  for (const s of candidates) {
    if (!wire.axes.every((x, k) => (assigned.get(x) ?? wire.indices[k]![s]) === wire.indices[k]![s])) continue
    const fresh = wire.axes.filter((x) => !assigned.has(x))
    wire.axes.forEach((x, k) => {
      assigned.set(x, wire.indices[k]![s]!)
    })
    sum += (wire.weights?.[s] ?? 1) * contract(wires, depth + 1, assigned)
    for (const x of fresh) assigned.delete(x)
  }
  return sum
}
