import { shown } from '@buridan/core'
import { InvalidArgumentError, InvalidFileError } from '@buridan/groups'
import type { AtomsFrame } from '../frames/atoms-frame.js'
import { decimalsOfNumbers } from '../precision/decimals.js'
import { countOf, describedLabels, type LabelShape, shapeOf } from './frame-labels.js'
import { type KindOfLabel, kindOf, type LabelKind } from './label-kind.js'

/** A label as a row of numbers. */
export interface FrameLabel {
  /** Its representation under operations on space, `_a`, and exchanges of atoms, `_b`. */
  readonly text: string
  /** Whether it belongs to pairs of atoms. */
  readonly ofPairs: boolean
  /** The root mean square of the factors from the numbers of a file to coordinates. */
  readonly factor: number
  /** @throws InvalidFileError for a frame without it, or with another number of numbers */
  readonly read: (frame: AtomsFrame) => Float64Array
  /** The most decimals that a number of it has in a frame that has it. */
  readonly decimals: (frame: AtomsFrame) => number
}

/**
 * The label in the shape that most frames have; the others must have the same.
 *
 * @throws InvalidFileError if no frame has it, with those that there are
 * @throws InvalidArgumentError if its numbers may be several things, or are not of the kind that is given
 */
export function labelOf(frames: readonly AtomsFrame[], name: string, out?: LabelKind): FrameLabel {
  const shapes = frames.flatMap((frame) => shapeOf(frame, name) ?? [])
  if (shapes.length === 0) {
    const other = frames.map((frame) => otherValue(frame, name)).find((value) => value !== undefined)
    const found = other === undefined ? `no frame has ${name}` : `${name} is ${shown(other)}, not numbers`
    throw new InvalidFileError(`${found}; ${describedLabels(frames)}`)
  }
  const { of, width } = mostCommon(shapes)
  if (of === 'pairs') {
    if (out !== undefined && out !== 'scalar') {
      throw new InvalidArgumentError(`${name} is a number of each pair of atoms; out ${out} does not apply`)
    }
    return pairLabel(name)
  }
  const kind = kindOf(name, width, out)
  return of === 'whole' ? wholeLabel(name, width, kind) : atomLabel(name, width, kind)
}

function mostCommon(shapes: readonly LabelShape[]): LabelShape {
  const counts = new Map<string, { readonly shape: LabelShape; count: number }>()
  for (const shape of shapes) {
    const key = `${shape.of} ${shape.width}`
    const known = counts.get(key)
    if (known) known.count++
    else counts.set(key, { shape, count: 1 })
  }
  return [...counts.values()].reduce((a, b) => (b.count > a.count ? b : a)).shape
}

function wholeLabel(name: string, width: number, kind: KindOfLabel): FrameLabel {
  const numbersOf = (frame: AtomsFrame) => {
    const value = frame.properties.get(name)
    if (value?.length !== width) {
      throw new InvalidFileError(`it has no ${name} of ${countOf(width)}${insteadOf(frame, name)}`)
    }
    return value
  }
  return {
    text: copiesOf(width / kind.width, kind.text),
    ofPairs: false,
    factor: kind.factor,
    read: (frame) => Float64Array.from(coordinatesOf(numbersOf(frame), kind)),
    decimals: (frame) => frame.labelDecimals?.get(name) ?? decimalsOfNumbers(numbersOf(frame)),
  }
}

function atomLabel(name: string, width: number, kind: KindOfLabel): FrameLabel {
  const numbersOf = (frame: AtomsFrame) => {
    const value = frame.atomProperties.get(name)
    if (value === undefined || value.some((v) => v.length !== width)) {
      throw new InvalidFileError(`it has no ${name} of ${countOf(width)} an atom${insteadOf(frame, name)}`)
    }
    return value
  }
  return {
    text: copiesOf(width / kind.width, kind.text === 'T(0)' ? 'V_b' : `${kind.text}*V_b`),
    ofPairs: false,
    factor: kind.factor,
    read(frame) {
      const value = numbersOf(frame)
      const n = value.length
      const out = new Float64Array(width * n)
      value.forEach((v, i) => {
        coordinatesOf(v, kind).forEach((coordinate, c) => {
          out[c * n + i] = coordinate
        })
      })
      return out
    },
    decimals: (frame) => frame.labelDecimals?.get(name) ?? decimalsOfNumbers(numbersOf(frame).flat()),
  }
}

/** What a frame has of this name that is no label, as it is not of numbers: an energy that is "NaN". */
function otherValue({ info, columns }: AtomsFrame, name: string): unknown {
  // frames made by hand may have anything there
  for (const values of [info, columns]) {
    const value: unknown = values instanceof Map ? values.get(name) : undefined
    if (value !== undefined) return value
  }
  return undefined
}

function insteadOf(frame: AtomsFrame, name: string): string {
  const value = otherValue(frame, name)
  return value === undefined ? '' : `: its ${name} is ${shown(value)}`
}

function copiesOf(count: number, text: string): string {
  return count === 1 ? text : `${count}*${text}`
}

/** The coordinates of one label of the kind after the other. */
function coordinatesOf(numbers: readonly number[], { width, coordinates }: KindOfLabel): readonly number[] {
  if (numbers.length === width) return coordinates(numbers)
  const out: number[] = []
  for (let at = 0; at < numbers.length; at += width) out.push(...coordinates(numbers.slice(at, at + width)))
  return out
}

function pairLabel(name: string): FrameLabel {
  const numbersOf = ({ pairProperties }: AtomsFrame) => {
    const value = pairProperties?.get(name)
    if (!value) throw new InvalidFileError(`it has no ${name} of pairs of atoms`)
    return value
  }
  return {
    text: 'V_b*V_b',
    ofPairs: true,
    factor: 1,
    read: (frame) => numbersOf(frame).slice(),
    decimals: (frame) => decimalsOfNumbers(numbersOf(frame)),
  }
}
