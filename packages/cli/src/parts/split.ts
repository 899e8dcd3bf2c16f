import { type AtomsFrame, type FrameDataSet, frameDataSets } from '@buridan/data'
import { InvalidArgumentError } from '@buridan/groups'
import type { AuditResult } from '@buridan/relaxed'
import type { AuditGroup, AuditSplit } from '../audited.js'
import { type AuditFramesOptions, dataOptions, type FramePart, mergeFrames } from './frame-part.js'

/**
 * The audit of frames, with figures for each element, formula, or value of a key.
 *
 * @throws InvalidArgumentError for a key that no frame has
 */
export function splitFrames(
  parts: readonly FramePart[],
  options: AuditFramesOptions,
  key: string,
): AuditResult & { readonly by: AuditSplit } {
  const audited = mergeFrames(parts, options, key === 'element')
  const frames = parts.flatMap((p) => p.frames)
  const { sets } = frameDataSets(frames, dataOptions(options))
  const groups =
    key === 'element' ? byElement(audited, sets, frames) : byName(audited, sets, frames, nameBy(key))
  if (groups.length === 0) {
    throw new InvalidArgumentError(`no frame has ${key}; --by is element, formula or a key of the frames`)
  }
  return { ...audited, by: { key, groups } }
}

/** Sums over samples or atoms of a group. */
class Group {
  samples = 0
  count = 0
  price = 0
  disagreement = 0
  /** The number, mean and spread of labels of each length. */
  readonly #labels = new Map<number, { count: number; mean: Float64Array; spread: number }>()

  addLabel(y: Float64Array): void {
    const own = this.#labels.get(y.length) ?? { count: 0, mean: new Float64Array(y.length), spread: 0 }
    this.#labels.set(y.length, own)
    own.count++
    this.count++
    for (let i = 0; i < y.length; i++) {
      const before = y[i]! - own.mean[i]!
      own.mean[i]! += before / own.count
      own.spread += before * (y[i]! - own.mean[i]!)
    }
  }

  figures(name: string, ofAtoms: boolean): AuditGroup {
    const spread = [...this.#labels.values()].reduce((sum, l) => sum + l.spread, 0)
    return {
      name,
      samples: this.samples,
      ...(ofAtoms ? { atoms: this.count } : {}),
      strictFloor: (this.price + this.disagreement) / this.count,
      price: this.price / this.count,
      disagreement: this.disagreement / this.count,
      labelVariance: spread / this.count,
    }
  }
}

function groupsOf(): {
  readonly at: (name: string) => Group
  readonly list: (ofAtoms: boolean) => AuditGroup[]
} {
  const groups = new Map<string, Group>()
  return {
    at(name) {
      const group = groups.get(name) ?? new Group()
      groups.set(name, group)
      return group
    },
    list: (ofAtoms) =>
      [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, group]) => group.figures(name, ofAtoms)),
  }
}

/** The name of a frame's group. */
function nameBy(key: string): (frame: AtomsFrame) => string | undefined {
  if (key === 'formula') return ({ elements }) => formulaOf(elements)
  return ({ info, properties }) => {
    const value: unknown = info?.get(key) ?? properties.get(key)
    if (value === undefined) return undefined
    return Array.isArray(value) || ArrayBuffer.isView(value)
      ? Array.from(value as number[]).join(' ')
      : String(value)
  }
}

/** Elements with their numbers, in the order of Hill: C and H first if there is C. */
function formulaOf(elements: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const e of elements) counts.set(e, (counts.get(e) ?? 0) + 1)
  const rank = (e: string) => (counts.has('C') ? (e === 'C' ? 0 : e === 'H' ? 1 : 2) : 2)
  return [...counts]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([e, n]) => (n === 1 ? e : `${e}${n}`))
    .join('')
}

function byName(
  { places, prices, disagreements }: AuditResult,
  sets: readonly FrameDataSet[],
  frames: FramePart['frames'],
  nameOf: (frame: AtomsFrame) => string | undefined,
): AuditGroup[] {
  const groups = groupsOf()
  const at = new Map(places.map((place, k) => [place, k]))
  for (const { indices, y } of sets) {
    indices.forEach((index, row) => {
      const name = nameOf(frames[index] as AtomsFrame)
      const k = at.get(index)
      if (name === undefined || k === undefined) return
      const group = groups.at(name)
      group.samples++
      group.price += prices[k]!
      group.disagreement += disagreements[k]!
      group.addLabel(y.row(row))
    })
  }
  return groups.list(false)
}

/** Labels of atoms by the element of the atom; labels of the whole count for each element of the frame. */
function byElement(
  { places, prices, disagreements, coordinates }: AuditResult,
  sets: readonly FrameDataSet[],
  frames: FramePart['frames'],
): AuditGroup[] {
  const groups = groupsOf()
  const at = new Map(places.map((place, k) => [place, k]))
  const ofAtoms = sets.every(({ repOut, atoms }) => /V_b/.test(repOut.text) && repOut.dim % atoms === 0)
  for (const { indices, y, atoms } of sets) {
    indices.forEach((index, row) => {
      const k = at.get(index)
      if (k === undefined) return
      const { elements } = frames[index] as AtomsFrame
      const label = y.row(row)
      const here = new Set(elements)
      for (const e of here) groups.at(e).samples++
      if (!ofAtoms) {
        for (const e of here) {
          const group = groups.at(e)
          group.price += prices[k]!
          group.disagreement += disagreements[k]!
          group.addLabel(label)
        }
        return
      }
      const width = label.length / atoms
      elements.forEach((e, i) => {
        groups.at(e).addLabel(Float64Array.from({ length: width }, (_, c) => label[c * atoms + i]!))
      })
      const losses = coordinates?.get(index)
      if (!losses) return
      // losses of copies are in the frame of their representative, in the order of its atoms
      const others = (frames[losses.frame] as AtomsFrame).elements
      losses.price.forEach((v, c) => {
        groups.at(others[c % atoms]!).price += v
      })
      losses.disagreement.forEach((v, c) => {
        groups.at(others[c % atoms]!).disagreement += v
      })
    })
  }
  return groups.list(ofAtoms)
}
