import { arrayOf } from '@buridan/core'
import { type AtomsFrame, checkedFrame } from '../frames/atoms-frame.js'

/** Whose numbers a label has, and how many for each of them. */
export interface LabelShape {
  /** The whole frame, each atom, or each pair of atoms. */
  readonly of: 'whole' | 'atoms' | 'pairs'
  readonly width: number
}

/** A possible label. */
export interface FrameLabelShape extends LabelShape {
  readonly name: string
  /** The number of frames that have it in this shape. */
  readonly frames: number
}

/** The shape of a label in a frame; one of the whole comes before one of atoms with the same name. */
export function shapeOf(
  { properties, atomProperties, pairProperties }: AtomsFrame,
  name: string,
): LabelShape | undefined {
  if (pairProperties?.has(name)) return { of: 'pairs', width: 1 }
  const whole = properties.get(name)
  if (whole) return { of: 'whole', width: whole.length }
  const atoms = atomProperties.get(name)
  return atoms && { of: 'atoms', width: atoms[0]!.length }
}

/**
 * The possible labels of frames, in the order in which they are met, with how many numbers they have; one of two shapes is there twice.
 *
 * @throws InvalidFileError for an object that is not a frame
 * @throws InvalidArgumentError if it is not an array of objects
 * @remarks O(numbers of all frames).
 *
 * @example
 * ```ts
 * import { frameLabels, parseXyz } from '@buridan/data'
 * const text = '1\nProperties=species:S:1:pos:R:3:forces:R:3 energy=-0.5\nH 0 0 0 0.1 0 0\n'
 * console.log(frameLabels(parseXyz(text))[1]) // → { name: 'forces', of: 'atoms', width: 3, frames: 1 }
 * ```
 */
export function frameLabels(frames: readonly AtomsFrame[]): FrameLabelShape[] {
  const found = new Map<string, { name: string; of: LabelShape['of']; width: number; frames: number }>()
  for (const frame of arrayOf(frames, 'frames')) {
    const { properties, atomProperties, pairProperties } = checkedFrame(frame)
    const names = new Set([...properties.keys(), ...atomProperties.keys(), ...(pairProperties?.keys() ?? [])])
    for (const name of names) {
      const { of, width } = shapeOf(frame, name)!
      const key = `${of} ${width} ${name}`
      const known = found.get(key)
      if (known) known.frames++
      else found.set(key, { name, of, width, frames: 1 })
    }
  }
  return [...found.values()]
}

/** The most labels that a message lists. */
const MOST_SHOWN = 20

/**
 * The possible labels of frames in a sentence, for messages; the first twenty of many.
 *
 * @throws InvalidFileError for an object that is not a frame
 * @throws InvalidArgumentError if it is not an array of objects
 * @remarks O(numbers of all frames).
 *
 * @example
 * ```ts
 * import { describedLabels, parseXyz } from '@buridan/data'
 * const text = '1\nProperties=species:S:1:pos:R:3:forces:R:3 energy=-0.5\nH 0 0 0 0.1 0 0\n'
 * console.log(describedLabels(parseXyz(text))) // → there are energy (1 number), forces (3 numbers an atom)
 * ```
 */
export function describedLabels(frames: readonly AtomsFrame[]): string {
  const labels = frameLabels(frames)
  if (labels.length === 0) return 'there are no labels: no frame has numbers beside positions'
  const list = labels.slice(0, MOST_SHOWN).map(({ name, of, width }) => {
    const whose = { whole: '', atoms: ' an atom', pairs: ' a pair of atoms' }[of]
    return `${name.slice(0, 40)} (${countOf(width)}${whose})`
  })
  return `there are ${list.join(', ')}${labels.length > MOST_SHOWN ? ', …' : ''}`
}

/** So many numbers, in words. */
export function countOf(width: number): string {
  return `${width} number${width === 1 ? '' : 's'}`
}
