import type { MapsQuery } from './view.js'

/** What the screen shows: representations, and the class of entries that is pointed at, 0 for none. */
export interface MapsState extends MapsQuery {
  readonly shown: number
}

const PLAIN: MapsState = { group: 'S(5)', repIn: '10*T(1)+5*T(2)', repOut: '3*T(0)+T(2)', shown: 0 }
const MOST_TEXT = 200

/** Pairs to begin with. */
export const EXAMPLES: readonly { readonly title: string; readonly query: MapsQuery }[] = [
  { title: 'sets and graphs, S(5)', query: PLAIN },
  { title: 'graphs to graphs, S(6)', query: { group: 'S(6)', repIn: 'T(2)', repOut: 'T(2)' } },
  { title: 'a ring of 8, Z(8)', query: { group: 'Z(8)', repIn: 'V', repOut: 'V' } },
  {
    title: 'vectors and tensors, O(3)',
    query: { group: 'O(3)', repIn: 'T(0)+2*T(1)+T(2)', repOut: 'T(1)+T(2)' },
  },
  { title: 'space-time, SO(1,3)', query: { group: 'SO(1,3)', repIn: 'T(1)+T(2)', repOut: 'T(1)+T(2)' } },
]

/** Reads the state of an address; texts are as they stand, whether they parse is seen when they are. */
export function readMaps(params: URLSearchParams): { state: MapsState } {
  const text = (name: 'group' | 'repIn' | 'repOut', key: string) =>
    (params.get(key) ?? PLAIN[name]).slice(0, MOST_TEXT)
  const shown = Number(params.get('shown') ?? 0)
  return {
    state: {
      group: text('group', 'group'),
      repIn: text('repIn', 'in'),
      repOut: text('repOut', 'out'),
      shown: Number.isInteger(shown) && shown > 0 ? shown : 0,
    },
  }
}

/** The parameters of an address that {@link readMaps} reads back. */
export function writeMaps({ group, repIn, repOut, shown }: MapsState): URLSearchParams {
  const params = new URLSearchParams()
  if (group !== PLAIN.group) params.set('group', group)
  if (repIn !== PLAIN.repIn) params.set('in', repIn)
  if (repOut !== PLAIN.repOut) params.set('out', repOut)
  if (shown !== 0) params.set('shown', String(shown))
  return params
}
