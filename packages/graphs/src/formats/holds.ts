import { InvalidArgumentError, ofKind } from '@buridan/core'
import type { ColouredGraph } from '../graph/coloured-graph.js'

/** What a format can say of a graph beside its edges. */
interface Holds {
  /** Undirected graphs only by default. */
  readonly directed?: boolean | 'either'
  /** Integers from 0, or none. */
  readonly colours?: 'integers'
  readonly weights?: boolean
  readonly loops?: boolean
  readonly multiplicities?: boolean
}

/**
 * Refuses a graph that has more than a format can say.
 *
 * @throws InvalidArgumentError if it is not a graph, or naming what would be lost
 */
export function refuseLoss(g: ColouredGraph, format: string, holds: Holds): void {
  ofKind(g, 'g', 'graph')
  const { values } = g
  const held = (colour: number) =>
    colour === 0 || (holds.colours === 'integers' && Number.isSafeInteger(colour) && colour > 0)
  const lists = [
    ...values.colours.map(({ loops }) => loops),
    ...values.labels.flatMap(({ there, back }) => [there, back]),
  ]
  const has = {
    // one colour for all is a colour too
    colours: values.names !== undefined || values.colours.some(({ colour }) => !held(colour)),
    weights: lists.some((list) => list.some((w) => w !== 1)),
    loops: values.colours.some(({ loops }) => loops.length > 0),
    multiplicities: lists.some((list) => list.length > 1),
  }
  if (holds.directed !== 'either' && g.directed !== (holds.directed ?? false)) {
    throw new InvalidArgumentError(
      g.directed
        ? `${format} has no directions; this graph is directed`
        : `${format} is of directed graphs; this one is undirected: make it with directed: true and each edge both ways`,
    )
  }
  const lost = [
    ...(has.colours ? [holds.colours ? 'colours other than integers from 0' : 'colours'] : []),
    ...(['weights', 'loops', 'multiplicities'] as const).filter((what) => has[what] && !holds[what]),
  ]
  if (lost.length > 0)
    throw new InvalidArgumentError(`${format} has no ${lost.join(' and no ')}; this graph has`)
}
