import { InvalidFileError, UnsupportedError } from '@buridan/groups'
import { type AtomsFrame, labelNames } from '../frames/atoms-frame.js'

/** The kind of a label: of the whole, of atoms or of pairs of atoms, numbers or vectors. */
export interface FrameLabel {
  /** Its representation under operations on space, `_a`, and exchanges of atoms, `_b`. */
  readonly text: string
  /** @throws InvalidFileError for a frame without it, or with another number of numbers */
  readonly read: (frame: AtomsFrame) => Float64Array
}

/** A label's kind and width in a frame. */
interface Shape {
  readonly kind: 'whole' | 'atoms' | 'pairs'
  readonly width: number
}

/**
 * The label in the shape that most frames have; the others must have the same.
 *
 * @throws InvalidFileError if no frame has it, UnsupportedError if it has neither one number nor three
 */
export function labelOf(frames: readonly AtomsFrame[], name: string): FrameLabel {
  const shapes = frames.flatMap((frame) => shapeOf(frame, name) ?? [])
  if (shapes.length === 0) {
    const there = new Set(frames.flatMap(labelNames))
    throw new InvalidFileError(`no frame has ${name}; it has ${[...there].join(', ') || 'no properties'}`)
  }
  const { kind, width } = mostCommon(shapes)
  if (kind === 'pairs') return pairLabel(name)
  if (width !== 1 && width !== 3) {
    throw new UnsupportedError(`${name} has ${width} numbers; labels are numbers or vectors of three`)
  }
  return kind === 'whole' ? wholeLabel(name, width) : atomLabel(name, width)
}

function shapeOf(
  { properties, atomProperties, pairProperties }: AtomsFrame,
  name: string,
): Shape | undefined {
  if (pairProperties?.has(name)) return { kind: 'pairs', width: 1 }
  const whole = properties.get(name)
  if (whole) return { kind: 'whole', width: whole.length }
  const atoms = atomProperties.get(name)
  return atoms && { kind: 'atoms', width: atoms[0]!.length }
}

function mostCommon(shapes: readonly Shape[]): Shape {
  const counts = new Map<string, { readonly shape: Shape; count: number }>()
  for (const shape of shapes) {
    const key = `${shape.kind} ${shape.width}`
    const known = counts.get(key)
    if (known) known.count++
    else counts.set(key, { shape, count: 1 })
  }
  return [...counts.values()].reduce((a, b) => (b.count > a.count ? b : a)).shape
}

function wholeLabel(name: string, width: number): FrameLabel {
  return {
    text: width === 1 ? 'T(0)' : 'V_a',
    read({ properties }) {
      const value = properties.get(name)
      if (value?.length !== width) throw new InvalidFileError(`it has no ${name} of ${width} numbers`)
      return Float64Array.from(value)
    },
  }
}

function atomLabel(name: string, width: number): FrameLabel {
  return {
    text: width === 1 ? 'V_b' : 'V_a*V_b',
    read({ atomProperties }) {
      const value = atomProperties.get(name)
      if (value === undefined || value.some((v) => v.length !== width)) {
        throw new InvalidFileError(`it has no ${name} of ${width} numbers an atom`)
      }
      const n = value.length
      const out = new Float64Array(width * n)
      value.forEach((v, i) => {
        for (let c = 0; c < width; c++) out[c * n + i] = v[c]!
      })
      return out
    },
  }
}

function pairLabel(name: string): FrameLabel {
  return {
    text: 'V_b*V_b',
    read({ pairProperties }) {
      const found = pairProperties?.get(name)
      if (!found) throw new InvalidFileError(`it has no ${name} of pairs of atoms`)
      return found
    },
  }
}
