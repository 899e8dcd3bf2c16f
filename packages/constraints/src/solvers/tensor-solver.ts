import {
  dual,
  FiniteGroup,
  factorsOf,
  isTransitive,
  type LieGroup,
  type LieRepresentation,
  type Representation,
  type TensorAxis,
  tensor,
  tensorProduct,
} from '@buridan/groups'
import { type Axis, type AxisWire, type Invariants, wireOf } from '../diagrams/axis-wire.js'
import { classicalInvariants, MAX_DIAGRAMS } from '../diagrams/classical-invariants.js'
import { partitionsFit, symmetricInvariants } from '../diagrams/set-partitions.js'
import type { SparseMap } from '../maps/sparse-map.js'
import { WiringMap } from '../maps/wiring-map.js'
import { type BlockSolution, SOLVERS, type Solver, sparseMaps } from '../solutions/block-solution.js'
import { SpanSolution, sparseRows } from '../solutions/span-solution.js'
import { type ConstraintSystem, tensorConstraints } from './constraint-system.js'

/** Solves a finite group's block and a system of equations; given by the chooser, which this module does not know. */
export interface Fallbacks {
  readonly finite: (repIn: Representation, repOut: Representation) => BlockSolution
  readonly system: (system: ConstraintSystem) => BlockSolution
}

/** Number of an axis in the tensor W, with what it is an index of. */
interface FactorAxis extends TensorAxis {
  readonly axis: number
  readonly side: 'out' | 'in'
}

/**
 * Solves a block of tensors over the base representations of a Lie group or of a product: W is an invariant tensor, and
 * the invariants of a product are the tensor products of those of its factors on their own axes.
 *
 * Diagrams for the classical groups and for symmetric groups, other solvers factor by factor for the rest.
 */
export function solveTensors(
  repIn: LieRepresentation,
  repOut: LieRepresentation,
  forced: Solver | undefined,
  fallbacks: Fallbacks,
): BlockSolution {
  const factors = factorsOf(repIn.group)
  const axes: FactorAxis[] = [
    ...repOut.axes!.map((a, axis) => ({ ...a, axis, side: 'out' as const })),
    ...repIn.axes!.map((a, i) => ({ ...a, axis: repOut.axes!.length + i, side: 'in' as const })),
  ]
  const layout = layoutOf(repIn, repOut)
  const parts = factors.flatMap((factor, f) => {
    const mine = axes.filter((a) => a.factor === f)
    return mine.length > 0 ? [factorInvariants(factor, mine, forced, fallbacks)] : []
  })
  const solver =
    parts.map((p) => p.solver).sort((a, b) => SOLVERS.indexOf(b) - SOLVERS.indexOf(a))[0] ?? 'diagrams'
  const whole = parts.reduce<Invariants>(tensorProductOf, { diagrams: [[]], rows: [[[0, 1]]], reason: '' })
  const maps = whole.diagrams.map(
    (d) =>
      new WiringMap(
        repOut.dim,
        repIn.dim,
        d.map((wire) => wireOf(wire, layout)),
      ),
  )
  return new SpanSolution(
    solver,
    whole.reason || 'scalars',
    repOut.dim,
    repIn.dim,
    maps,
    sparseRows(whole.rows),
    Math.min(...parts.map((p) => p.gap ?? Number.POSITIVE_INFINITY)),
  )
}

type FactorInvariants = Invariants & { readonly solver: Solver; readonly gap?: number }

function layoutOf(repIn: LieRepresentation, repOut: LieRepresentation): Axis[] {
  return [
    ...strides(repOut).map((a) => ({ ...a, side: 'out' as const })),
    ...strides(repIn).map((a) => ({ ...a, side: 'in' as const })),
  ]
}

function strides(rep: LieRepresentation): { length: number; stride: number }[] {
  const lengths = rep.axes!.map(({ factor }) => baseDimension(rep, factor))
  let stride = rep.dim
  return lengths.map((length) => {
    stride /= length
    return { length, stride }
  })
}

function baseDimension(rep: LieRepresentation, factor: number): number {
  const f = factorsOf(rep.group)[factor]!
  return f instanceof FiniteGroup ? tensor(f, 1).dim : f.dim
}

function factorInvariants(
  factor: FiniteGroup | LieGroup,
  axes: readonly FactorAxis[],
  forced: Solver | undefined,
  fallbacks: Fallbacks,
): FactorInvariants {
  const closed = forced === undefined || forced === 'diagrams'
  const numbers = axes.map((a) => a.axis)
  if (factor instanceof FiniteGroup) {
    if (closed && isSymmetric(factor) && partitionsFit(axes.length)) {
      return { ...symmetricInvariants(numbers, factor.degree), solver: 'diagrams' }
    }
    const on = (side: 'out' | 'in') =>
      tensorOf(
        factor,
        axes.filter((a) => a.side === side),
      )
    return asWires(fallbacks.finite(on('in'), on('out')), axes)
  }
  if (closed && factor.preserves) {
    // W ∈ out ⊗ in*: an input index is of the dual
    const variant = axes.map((a) => ({ axis: a.axis, up: (a.side === 'out') !== a.dual }))
    // where diagrams are more than coordinates, the equations are few and elimination is faster
    const most = forced ? undefined : Math.min(MAX_DIAGRAMS, factor.dim ** axes.length)
    const found = classicalInvariants(variant, factor.dim, factor.preserves, most)
    if (found) return { ...found, solver: 'diagrams' }
  }
  const duals = (side: 'out' | 'in') => axes.filter((a) => a.side === side).map((a) => a.dual)
  return asWires(fallbacks.system(tensorConstraints(factor, duals('out'), duals('in'))), axes)
}

/** The tensors over a finite factor's base representation and its dual, which differ where it is not orthogonal. */
function tensorOf(factor: FiniteGroup, axes: readonly FactorAxis[]): Representation {
  if (!axes.some((a) => a.dual)) return tensor(factor, axes.length)
  const base = tensor(factor, 1)
  return tensorProduct(...axes.map((a) => (a.dual ? dual(base) : base)))
}

/** Whether a group is all permutations of its points, as its base representation shows them. */
export function isSymmetric(group: FiniteGroup): boolean {
  // the order of a large group takes a stabilizer chain
  if (group.base.kind !== 'permutation' || !isTransitive(group)) return false
  let factorial = 1n
  for (let i = 2n; i <= BigInt(group.degree); i++) factorial *= i
  return group.order === factorial
}

/** A solution on the factor's own axes as diagrams of one wire each, over all of them. */
function asWires(solution: BlockSolution, axes: readonly FactorAxis[]): FactorInvariants {
  const outs = axes.filter((a) => a.side === 'out')
  const ins = axes.filter((a) => a.side === 'in')
  const n = Math.round((solution.rows * solution.cols) ** (1 / axes.length))
  return {
    diagrams: sparseMaps(solution).map((map) => [wireOver(map, outs, ins, n)]),
    rows: Array.from({ length: solution.rank }, (_, k) => [[k, 1] as const]),
    reason: solution.reason,
    solver: solution.solver,
    gap: solution.gap,
  }
}

function wireOver(
  map: SparseMap,
  outs: readonly FactorAxis[],
  ins: readonly FactorAxis[],
  n: number,
): AxisWire {
  const digits = (of: Int32Array, axes: readonly FactorAxis[]) =>
    axes.map((_, k) => of.map((v) => Math.floor(v / n ** (axes.length - 1 - k)) % n))
  return {
    axes: [...outs, ...ins].map((a) => a.axis),
    indices: [...digits(map.rowOf, outs), ...digits(map.colOf, ins)],
    weights: map.values,
    states: map.values.length,
  }
}

function tensorProductOf(a: Invariants, b: Invariants): Invariants {
  const count = b.diagrams.length
  return {
    diagrams: a.diagrams.flatMap((x) => b.diagrams.map((y) => [...x, ...y])),
    rows: a.rows.flatMap((x) =>
      b.rows.map((y) => x.flatMap(([i, v]) => y.map(([j, w]) => [i * count + j, v * w] as const))),
    ),
    reason: a.reason ? `${a.reason}; ${b.reason}` : b.reason,
  }
}

/** The closed form of a symmetric group on tensors over its own points. */
export function solveSymmetric(repIn: Representation, repOut: Representation): BlockSolution {
  const [k, l] = [repOut.pointAxes!.length, repIn.pointAxes!.length]
  const n = repIn.group.degree
  const axes = Array.from({ length: k + l }, (_, axis): Axis => {
    const side = axis < k ? 'out' : 'in'
    return { side, length: n, stride: n ** (axis < k ? k - 1 - axis : k + l - 1 - axis) }
  })
  const { diagrams, rows, reason } = symmetricInvariants([...axes.keys()], n)
  const maps = diagrams.map(
    (d) =>
      new WiringMap(
        repOut.dim,
        repIn.dim,
        d.map((w) => wireOf(w, axes)),
      ),
  )
  return new SpanSolution('diagrams', reason, repOut.dim, repIn.dim, maps, sparseRows(rows))
}

/** Whether {@link solveSymmetric} applies. */
export function isSymmetricBlock(repIn: Representation, repOut: Representation): boolean {
  const onPoints = (r: Representation) => {
    const axes = r.pointAxes
    return axes?.every((a) => a.vectors === 'units' && a.dim === r.group.degree)
  }
  return (
    onPoints(repIn) === true &&
    onPoints(repOut) === true &&
    partitionsFit(repIn.pointAxes!.length + repOut.pointAxes!.length) &&
    isSymmetric(repIn.group)
  )
}
