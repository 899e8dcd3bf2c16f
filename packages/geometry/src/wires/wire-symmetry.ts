import { asGroup, largestGroup, type OperationGroup } from '../operations/operation-group.js'
import { permutingTable } from '../operations/operation-table.js'
import { type ExactMotions, exactMotions } from './exact-motions.js'
import { modulo } from './exact-phases.js'
import type { Wire } from './wire.js'
import { type WireOperation, wireOperations } from './wire-operations.js'

/** The symmetry of a wire. */
export interface WireSymmetry extends ExactMotions {
  /** Whether all atoms are on the axis, so that turns about it and reflections that keep it are not among the operations. */
  readonly onAxis: boolean
  /** All operations modulo the period of the cell, the identity first. */
  readonly operations: readonly WireOperation[]
  /** How many of them are translations, that of the cell included. */
  readonly centring: number
  /** Numbers of operations, the identity first, one for each of the point group. */
  readonly representatives: readonly number[]
  /** The point group: of representatives, modulo translations. */
  readonly group: OperationGroup
  readonly deviation: number
  readonly gap: number
}

/**
 * All operations within the tolerance, if they are a group of permutations and of motions; otherwise the tolerance is lowered, until those within
 * it are one. Where half a turn moves no atom further than that, all are taken to be on the axis.
 *
 * @param tolerance - in the unit of the wire
 */
export function wireSymmetry(wire: Wire, tolerance: number): WireSymmetry {
  // half a turn moves an atom by twice its distance
  const off = 2 * wire.reach
  if (off <= tolerance) {
    const found = closed(wire, tolerance, true)
    // else turns about the axis move atoms further than an operation that is left out
    if (found.gap > off || off === 0) return { ...found, deviation: Math.max(found.deviation, off) }
  }
  const found = closed(wire, Math.min(tolerance, off * (1 - Number.EPSILON)), false)
  return off > wire.radius ? found : { ...found, gap: Math.min(found.gap, off) }
}

/** The largest set of operations within the tolerance that is a group. */
function closed(wire: Wire, tolerance: number, onAxis: boolean): WireSymmetry {
  const near = wireOperations(wire, onAxis)
  const table = permutingTable(near)
  const deviations = near.map((o) => o.deviation)
  for (let limit = tolerance; ; ) {
    const { group, gap } = largestGroup(table, deviations, limit)
    const operations = group.members.map((m) => near[m]!)
    const deviation = operations.reduce((most, o) => Math.max(most, o.deviation), 0)
    const exact = exactMotions(group, operations, wire.period)
    if (exact) return { ...exact, onAxis, operations, ...modTranslations(exact), deviation, gap }
    // without the most doubtful; below 0 only the identity is left
    limit = deviation > 0 ? deviation * (1 - Number.EPSILON) : -1
  }
}

/** The group of motions modulo translations along the axis: of their linear parts. */
function modTranslations({ motions, turns: { steps, denominator } }: ExactMotions) {
  const code = (determinant: number, sign: number, step: number) =>
    4 * step + (determinant > 0 ? 0 : 2) + (sign > 0 ? 0 : 1)
  const numbers = new Map<number, number>()
  const representatives: number[] = []
  motions.forEach(({ determinant, sign }, g) => {
    const own = code(determinant, sign, steps[g]!)
    if (numbers.has(own)) return
    numbers.set(own, representatives.length)
    representatives.push(g)
  })
  const table = {
    size: representatives.length,
    product(i: number, j: number): number {
      const [g, h] = [representatives[i]!, representatives[j]!]
      const [a, b] = [motions[g]!, motions[h]!]
      const step = modulo(steps[g]! + a.determinant * steps[h]!, denominator)
      return numbers.get(code(a.determinant * b.determinant, a.sign * b.sign, step)) ?? -1
    },
  }
  return {
    representatives,
    centring: motions.length / representatives.length,
    // linear parts of a group are one
    group: asGroup(table, [...representatives.keys()])!,
  }
}
