import type { Side, Structured } from './mixing-side.js'

/** F[b, place] = the side's values of rows x; `affine` reads the constant. */
export function readRows(
  side: Side,
  x: Float32Array,
  width: number,
  f: Float32Array,
  batch: number,
  affine: boolean,
): void {
  const { dim, channels, copies, structured, isFull, constant } = side
  const { source, place, value } = side.entries
  const stride = dim * channels
  if (!isFull) f.fill(0, 0, batch * stride)
  for (let b = 0; b < batch; b++) {
    const from = b * width
    const to = b * stride
    for (const { offset, count, channel, step } of copies) {
      let at = from + offset
      for (let c = 0; c < count; c++) {
        const first = to + channel + c * step
        for (let p = 0, k = first; p < dim; p++, k += channels, at++) f[k] = x[at]!
      }
    }
    for (const m of structured) readStructured(m, side, x, from, f, to)
    for (let e = 0; e < source.length; e++) {
      const k = to + place[e]!
      f[k] = f[k]! + value[e]! * x[from + source[e]!]!
    }
    if (!affine) continue
    for (let e = 0; e < constant.place.length; e++) {
      const k = to + constant.place[e]!
      f[k] = f[k]! + constant.value[e]!
    }
  }
}

/** Adds the transpose: out[b, source] += value · f[b, place]. */
export function addRows(side: Side, f: Float32Array, out: Float32Array, width: number, batch: number): void {
  const { dim, channels, copies, structured } = side
  const { source, place, value } = side.entries
  const stride = dim * channels
  for (let b = 0; b < batch; b++) {
    const from = b * stride
    const to = b * width
    for (const { offset, count, channel, step } of copies) {
      let at = to + offset
      for (let c = 0; c < count; c++) {
        const first = from + channel + c * step
        for (let p = 0, k = first; p < dim; p++, k += channels, at++) out[at] = out[at]! + f[k]!
      }
    }
    for (const m of structured) addStructured(m, side, f, from, out, to)
    for (let e = 0; e < source.length; e++) {
      const at = to + source[e]!
      out[at] = out[at]! + value[e]! * f[from + place[e]!]!
    }
  }
}

/** F of copies whose map is applied by its structure. */
function readStructured(
  { map, scale, offset, count, length, channel, step }: Structured,
  { dim, channels, direction }: Side,
  x: Float32Array,
  from: number,
  f: Float32Array,
  to: number,
): void {
  const values = new Float64Array(dim)
  for (let c = 0; c < count; c++) {
    const at = from + offset + c * length
    values.fill(0)
    if (direction === 'from') map.applyInto(scale, x, at, values, 0)
    else map.applyTransposeInto(scale, x, at, values, 0)
    for (let p = 0, k = to + channel + c * step; p < dim; p++, k += channels) f[k] = values[p]!
  }
}

/** The transpose of {@link readStructured}, added. */
function addStructured(
  { map, scale, offset, count, length, channel, step }: Structured,
  { dim, channels, direction }: Side,
  f: Float32Array,
  from: number,
  out: Float32Array,
  to: number,
): void {
  const values = new Float64Array(dim)
  for (let c = 0; c < count; c++) {
    for (let p = 0, k = from + channel + c * step; p < dim; p++, k += channels) values[p] = f[k]!
    const at = to + offset + c * length
    if (direction === 'from') map.applyTransposeInto(scale, values, 0, out, at)
    else map.applyInto(scale, values, 0, out, at)
  }
}
