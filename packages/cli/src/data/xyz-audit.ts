import {
  type AnyGroup,
  directProduct,
  FiniteGroup,
  InvalidFileError,
  LieGroup,
  lieProduct,
  parseAnyGroup,
  parseRepresentation,
  symmetric,
  UnsupportedError,
} from '@buridan/groups'
import { Auditor, combineAudits } from '@buridan/relaxed'
import type { Audited } from '../audited.js'
import type { XyzFrame } from './xyz.js'

/** A constant beside the positions makes all norms alike, so that one relative tolerance is one in Å. */
const SCALE = 1e4

/** A frame with numbers for pairs of atoms, row-major n × n, beside those of XYZ. */
export interface AtomsFrame extends XyzFrame {
  readonly pairProperties?: ReadonlyMap<string, Float64Array>
}

/** What a label is: of the whole, of atoms or of pairs of atoms, numbers or vectors. */
interface Label {
  readonly text: string
  readonly read: (frame: AtomsFrame) => ArrayLike<number>
}

/**
 * Audits molecules or other sets of atoms: positions about their mean and elements in, a label out, under turns of space and exchanges
 * of atoms. Frames are audited together with those of as many atoms.
 *
 * @param tolerance - in Å
 */
export function auditFrames(
  frames: readonly AtomsFrame[],
  groupText: string,
  name: string,
  tolerance: number,
): Audited {
  const label = labelOf(frames, name)
  const numbers = new Map([...new Set(frames.flatMap((f) => f.elements))].sort().map((e, i) => [e, i + 1]))
  const auditors = new Map<number, { auditor: Auditor; indices: number[] }>()
  const prices = new Float64Array(frames.length)
  frames.forEach((frame, i) => {
    const n = frame.elements.length
    const own = auditors.get(n) ?? { auditor: auditorFor(groupText, n, label.text, tolerance), indices: [] }
    auditors.set(n, own)
    prices[i] = own.auditor.add(encode(frame, numbers), label.read(frame))
    own.indices.push(i)
  })
  const parts = [...auditors.values()].map(({ auditor, indices }) => ({ report: auditor.report(), indices }))
  return { report: combineAudits(parts), prices }
}

function auditorFor(groupText: string, n: number, text: string, tolerance: number): Auditor {
  const group = withAtoms(parseAnyGroup(groupText), n)
  const options = {
    repIn: parseRepresentation(group, 'V_a*V_b+V_b+T(0)'),
    repOut: parseRepresentation(group, text),
  }
  return new Auditor({ ...options, tolerance: tolerance / SCALE })
}

function withAtoms(space: AnyGroup, n: number): AnyGroup {
  if (space instanceof LieGroup) return lieProduct(space, symmetric(n))
  if (space instanceof FiniteGroup && space.base.kind !== 'product') return directProduct(space, symmetric(n))
  throw new UnsupportedError(`${space.name} does not turn space; give O(3), SO(3) or a point group`)
}

function encode({ elements, positions }: XyzFrame, numbers: ReadonlyMap<string, number>): number[] {
  const n = elements.length
  const mean = [0, 1, 2].map((c) => positions.reduce((sum, p) => sum + p[c]!, 0) / n)
  return [
    ...[0, 1, 2].flatMap((c) => positions.map((p) => p[c]! - mean[c]!)),
    ...elements.map((e) => numbers.get(e)!),
    SCALE,
  ]
}

/** The label as it is in the first frame: all others must have it alike. */
function labelOf(frames: readonly AtomsFrame[], name: string): Label {
  const [first] = frames as [AtomsFrame]
  if (first.pairProperties?.has(name)) return pairLabel(frames, name)
  const whole = first.properties.get(name)
  const atoms = first.atomProperties.get(name)
  if (!whole && !atoms) {
    const there = [
      ...first.properties.keys(),
      ...first.atomProperties.keys(),
      ...(first.pairProperties?.keys() ?? []),
    ]
    throw new InvalidFileError(
      `the first frame has no ${name}; it has ${there.join(', ') || 'no properties'}`,
    )
  }
  const width = whole ? whole.length : atoms![0]!.length
  if (width !== 1 && width !== 3) {
    throw new UnsupportedError(`${name} has ${width} numbers; labels are numbers or vectors of three`)
  }
  const missing = (i: number): never => {
    throw new InvalidFileError(`frame ${i + 1} has no ${name} of ${width} numbers${whole ? '' : ' an atom'}`)
  }
  const place = new Map(frames.map((f, i) => [f, i]))
  if (whole) {
    return {
      text: width === 1 ? 'T(0)' : 'V_a',
      read: (f) => {
        const value = f.properties.get(name)
        return value?.length === width ? [...value] : missing(place.get(f)!)
      },
    }
  }
  return {
    text: width === 1 ? 'V_b' : 'V_a*V_b',
    read: (f) => {
      const value = f.atomProperties.get(name)
      if (value === undefined || value.some((v) => v.length !== width)) missing(place.get(f)!)
      return Array.from({ length: width }, (_, c) => value!.map((v) => v[c]!)).flat()
    },
  }
}

function pairLabel(frames: readonly AtomsFrame[], name: string): Label {
  const place = new Map(frames.map((f, i) => [f, i]))
  return {
    text: 'V_b*V_b',
    read(frame) {
      const found = frame.pairProperties?.get(name)
      if (!found)
        throw new InvalidFileError(`frame ${place.get(frame)! + 1} has no ${name} of pairs of atoms`)
      return found
    },
  }
}
