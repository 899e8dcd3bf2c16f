/** Data sets that come with the page. */
export const EXAMPLES = [
  { key: 'squares', title: 'patterns on a square', file: 'squares.json' },
  { key: 'molecules', title: 'bond orders of 114 molecules', file: 'molecules.jsonl' },
] as const

/** What the screen shows, but for large files of one’s own, which stay where they are. */
export interface DataState {
  /** The key of an example; none where the data are one's own. */
  readonly example: string
  /** Small files of one’s own, packed. */
  readonly files: string
  /** For data that do not say: the group, representations, the label and its tolerance, as typed. */
  readonly group: string
  readonly repIn: string
  readonly repOut: string
  readonly label: string
  readonly tolerance: string
}

const PLAIN: DataState = {
  example: '',
  files: '',
  group: '',
  repIn: '',
  repOut: '',
  label: '',
  tolerance: '',
}
const KEYS: readonly (readonly [keyof DataState, string])[] = [
  ['example', 'example'],
  ['files', 'files'],
  ['group', 'group'],
  ['repIn', 'in'],
  ['repOut', 'out'],
  ['label', 'label'],
  ['tolerance', 'tolerance'],
]
const MOST_TEXT = 200
const MOST_FILES = 10_000

/** Reads the state of an address; texts are as they stand. */
export function readData(params: URLSearchParams): { state: DataState; problem?: string } {
  const entries = KEYS.map(([key, name]) => [
    key,
    (params.get(name) ?? PLAIN[key]).slice(0, key === 'files' ? MOST_FILES : MOST_TEXT),
  ])
  const state = Object.fromEntries(entries) as { [K in keyof DataState]: string }
  if (state.example !== '' && EXAMPLES.every((e) => e.key !== state.example))
    return { state: { ...state, example: '' }, problem: `there is no example “${state.example}”` }
  return { state }
}

/** The parameters of an address that {@link readData} reads back. */
export function writeData(state: DataState): URLSearchParams {
  return new URLSearchParams(
    KEYS.filter(([key]) => state[key] !== '').map(([key, name]) => [name, state[key]]),
  )
}
