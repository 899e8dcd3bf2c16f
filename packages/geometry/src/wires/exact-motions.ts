import { lcm, type Permutation } from '@buridan/core'
import type { OperationGroup } from '../operations/operation-group.js'
import { type ExactPhases, exactPhases, modulo } from './exact-phases.js'
import type { WireMotion } from './wire-motion.js'
import type { WireOperation } from './wire-operations.js'

/** Motions that multiply exactly as the operations of a group. */
export interface ExactMotions {
  readonly motions: readonly WireMotion[]
  /** Their turns, as shares of a full turn. */
  readonly turns: ExactPhases
  /** Their shifts, as shares of the period. */
  readonly shifts: ExactPhases
}

/**
 * Motions near those of a group that multiply exactly as its permutations do, and no two of which are one.
 *
 * @param operations - the members of the group, in its order
 * @returns undefined if there are none
 * @remarks O(order · (generators + atoms)).
 */
export function exactMotions(
  group: OperationGroup,
  operations: readonly WireOperation[],
  period: number,
): ExactMotions | undefined {
  const orders = operations.map((o) => orderOf(o.action))
  const determinants = operations.map((o) => o.determinant)
  const signs = operations.map((o) => o.sign)
  const turns = exactPhases(
    determinants,
    operations.map((o) => o.turn),
    orders,
  )
  const shifts = exactPhases(
    signs,
    operations.map((o) => o.shift / period),
    orders,
  )
  if (!multiply(group, determinants, turns) || !multiply(group, signs, shifts)) return undefined
  const motions = operations.map(({ determinant, sign }, g): WireMotion => {
    const [turn, shift] = [turns.steps[g]! / turns.denominator, shifts.steps[g]! / shifts.denominator]
    return {
      determinant,
      sign,
      turn: determinant > 0 ? turn : turn + turns.start,
      shift: (sign > 0 ? shift : shift + shifts.start) * period,
    }
  })
  // else a product of two that seem one would be an operation that moves nothing
  const still = motions.filter(
    (m, g) => g > 0 && m.determinant > 0 && m.sign > 0 && m.turn === 0 && m.shift === 0,
  )
  return still.length === 0 ? { motions, turns, shifts } : undefined
}

/** How often an operation is repeated to leave all atoms and ends where they are. */
function orderOf(action: Permutation): number {
  const met = new Uint8Array(action.length)
  let order = 1
  for (let i = 0; i < action.length; i++) {
    let size = 0
    for (let p = i; !met[p]; p = action[p]!) {
      met[p] = 1
      size++
    }
    if (size > 1) order = lcm(order, size)
  }
  return order
}

/** Whether the phases of products with generators are those that the factors give: phase_a + sign_a · phase_b. */
function multiply(
  { generators, products }: OperationGroup,
  signs: readonly (1 | -1)[],
  { steps, denominator }: ExactPhases,
): boolean {
  return generators.every((g, k) =>
    signs.every((sign, a) => steps[products[k]![a]!] === modulo(steps[a]! + sign * steps[g]!, denominator)),
  )
}
