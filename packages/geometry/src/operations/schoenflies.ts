import { cross, determinant3, dot, length, type Matrix3, unit, type Vector } from '@buridan/core'
import type { Operation } from './operation.js'

/** Angles and directions of exact operations agree to this. */
const SAME = 1e-6

/** Reads kind, axis and angle off an orthogonal 3×3 matrix that has finite order. */
export function classify(m: Matrix3): Operation {
  const proper = determinant3(m) > 0
  const sign = proper ? 1 : -1
  const trace = m[0]! + m[4]! + m[8]!
  // a rotation has trace 1 + 2cos, a rotation with reflection −1 + 2cos
  const angle = Math.acos(Math.max(-1, Math.min(1, (trace - sign) / 2)))
  const { order, power } = turn(angle)
  if (order === 1) return proper ? { kind: 'E', order: 1, power: 0, axis: undefined } : mirror(m)
  if (!proper && order === 2) return { kind: 'i', order: 2, power: 1, axis: undefined }
  return { kind: proper ? 'C' : 'S', order, power, axis: eigenvector(m, sign) }
}

function mirror(m: Matrix3): Operation {
  return { kind: 'σ', order: 1, power: 0, axis: eigenvector(m, -1) }
}

/** The angle as a fraction power/order of a full turn, with the least order. */
function turn(angle: number): { order: number; power: number } {
  const share = angle / (2 * Math.PI)
  for (let order = 1; order <= 1000; order++) {
    const power = Math.round(share * order)
    if (Math.abs(share * order - power) < SAME * order) return { order, power }
  }
  return { order: 1000, power: Math.round(share * 1000) }
}

/** The unit vector v with m v = λ v: the longest cross product of rows of m − λ. */
function eigenvector(m: Matrix3, lambda: number): Vector {
  const rows = [0, 1, 2].map(
    (i): Vector => [
      m[3 * i]! - (i === 0 ? lambda : 0),
      m[3 * i + 1]! - (i === 1 ? lambda : 0),
      m[3 * i + 2]! - (i === 2 ? lambda : 0),
    ],
  )
  const candidates = [cross(rows[0]!, rows[1]!), cross(rows[1]!, rows[2]!), cross(rows[2]!, rows[0]!)]
  // a mirror's m + 1 has rank 2 as well; for a half turn m − 1 has rank 2
  const best = candidates.reduce((a, b) => (length(b) > length(a) ? b : a))
  return canonicalDirection(unit(best))
}

/** v or −v, so that the first coordinate away from 0 is positive. */
function canonicalDirection(v: Vector): Vector {
  const first = v.find((x) => Math.abs(x) > SAME) ?? 1
  return first > 0 ? v : [-v[0], -v[1], -v[2]]
}

function parallel(a: Vector, b: Vector): boolean {
  return length(cross(a, b)) < 1e-3
}

export function isPerpendicular(a: Vector, b: Vector): boolean {
  return Math.abs(dot(a, b)) < 1e-3
}

/** A finite group of operations by its Schoenflies name in lower case, with its main axis if it has one. */
export function schoenflies(operations: readonly Operation[]): { name: string; axis: Vector | undefined } {
  const rotations = operations.filter((o) => o.kind === 'C')
  const proper = rotations.length + 1
  const improper = operations.length > proper
  const axes = distinctAxes(rotations)
  if (axes.filter((a) => a.order > 2).length > 1)
    return { name: polyhedral(operations, proper, improper), axis: undefined }
  const n = Math.max(1, ...axes.map((a) => a.order))
  const axis = mainAxis(operations, axes, n)
  if (proper === n) return { name: cyclicName(operations, n, axis, improper), axis }
  if (!improper) return { name: `d${n}`, axis }
  return { name: `d${n}${hasMirrorNormalTo(operations, axis!) ? 'h' : 'd'}`, axis }
}

interface Axis {
  readonly direction: Vector
  readonly order: number
}

function distinctAxes(rotations: readonly Operation[]): Axis[] {
  const axes: Axis[] = []
  for (const { axis, order } of rotations) {
    const known = axes.findIndex((a) => parallel(a.direction, axis!))
    if (known < 0) axes.push({ direction: axis!, order })
    else if (axes[known]!.order < order) axes[known] = { direction: axis!, order }
  }
  return axes
}

/** The axis of highest order; among three of order two (D2, D2d) the one of a rotation–reflection, if any. */
function mainAxis(operations: readonly Operation[], axes: readonly Axis[], n: number): Vector | undefined {
  const improper = operations.find((o) => o.kind === 'S' && o.order === 2 * n)
  if (improper) return improper.axis
  const found = axes.find((a) => a.order === n)?.direction
  return found ?? operations.find((o) => o.kind === 'σ')?.axis
}

function hasMirrorNormalTo(operations: readonly Operation[], axis: Vector): boolean {
  return operations.some((o) => o.kind === 'σ' && parallel(o.axis!, axis))
}

function cyclicName(
  operations: readonly Operation[],
  n: number,
  axis: Vector | undefined,
  improper: boolean,
): string {
  if (!improper) return `c${n}`
  if (n === 1) return operations.some((o) => o.kind === 'i') ? 'ci' : 'cs'
  if (hasMirrorNormalTo(operations, axis!)) return `c${n}h`
  if (operations.some((o) => o.kind === 'σ')) return `c${n}v`
  return `s${2 * n}`
}

function polyhedral(operations: readonly Operation[], proper: number, improper: boolean): string {
  const name = proper === 12 ? 't' : proper === 24 ? 'o' : 'i'
  if (!improper) return name
  const inversion = operations.some((o) => o.kind === 'i')
  return name === 't' ? (inversion ? 'th' : 'td') : `${name}h`
}
