import { type Signal, useComputed, useSignal, useSignalEffect } from '@preact/signals'
import type { DataFile } from 'buridan/browser'
import { useRef } from 'preact/hooks'
import { useLatest } from '../app/latest.js'
import { messageOf } from '../app/trouble.js'
import { type StateCodec, useUrlState } from '../app/url-state.js'
import { type AuditAnswer, audit } from './audit.js'
import { AuditView } from './audit-view.js'
import { type DataState, EXAMPLES, readData, writeData } from './data-state.js'
import { packFiles, unpackFiles } from './shared-files.js'

const CODEC: StateCodec<DataState> = { screen: 'data', read: readData, write: writeData }
/** Larger files are for the command line. */
const MOST_BYTES = 64 * 2 ** 20

/** Files that are dropped, and what their audit finds. */
export function DataScreen() {
  const { state, problem } = useUrlState(CODEC)
  const files = useSignal<readonly DataFile[]>([])
  const refused = useSignal<string | undefined>(undefined)
  /** What the files that are there are in the address; they need not be unpacked. */
  const packed = useRef('')
  const over = useSignal(false)
  const running = useSignal(false)
  const example = useComputed(() => state.value.example)
  const shared = useComputed(() => state.value.files)
  useLoaded(files, refused, async () => {
    const found = EXAMPLES.find((e) => e.key === example.value)
    if (found) return [await fetched(found.file)]
    if (shared.value && shared.value !== packed.current) return unpackFiles(shared.value)
    return undefined
  })
  const answer = useLatest(async (): Promise<AuditAnswer | undefined> => {
    const { group, repIn, repOut, label, tolerance } = state.value
    const own = files.value
    if (own.length === 0) return undefined
    running.value = true
    const isAtoms = own.some((f) => /\.(xyz|jsonl)$/i.test(f.name))
    const found = await audit(own, {
      ...(group ? { group } : isAtoms ? { group: 'O(3)' } : {}),
      ...(repIn ? { in: repIn } : {}),
      ...(repOut ? { out: repOut } : {}),
      ...(label ? { label } : {}),
      ...(tolerance ? { tolerance: Number(tolerance) } : {}),
    })
    running.value = false
    return found
  })
  const change = (next: Partial<DataState>) => {
    state.value = { ...state.value, ...next }
  }
  const take = async (list: FileList | null | undefined) => {
    if (!list || list.length === 0) return
    const large = [...list].find((f) => f.size > MOST_BYTES)
    refused.value =
      large &&
      `${large.name} has ${large.size} bytes; up to ${MOST_BYTES} are read here, more by npx buridan audit`
    if (large) return
    const own = await Promise.all(
      [...list].map(async (f) => ({ name: f.name, bytes: new Uint8Array(await f.arrayBuffer()) })),
    )
    packed.current = (await packFiles(own)) ?? ''
    files.value = own
    change({ example: '', label: '', files: packed.current })
  }
  const field = (title: string, name: 'group' | 'repIn' | 'repOut' | 'tolerance', placeholder: string) => (
    <label>
      {title}
      <input
        type="text"
        spellcheck={false}
        placeholder={placeholder}
        value={state.value[name]}
        onChange={(e) => change({ [name]: e.currentTarget.value })}
      />
    </label>
  )
  const { labels = [], audited, problem: wrong } = answer.value ?? {}
  const trouble = refused.value ?? problem.value ?? (running.value ? undefined : wrong)
  return (
    <section
      class={`data-screen ${over.value ? 'over' : ''}`}
      aria-label="Your data"
      onDragOver={(e) => {
        e.preventDefault()
        over.value = true
      }}
      onDragLeave={() => (over.value = false)}
      onDrop={(e) => {
        e.preventDefault()
        over.value = false
        void take(e.dataTransfer?.files)
      }}
    >
      <p class="controls drop">
        <label>
          drop JSON, XYZ, molecules or two NumPy files, or
          <input
            type="file"
            multiple
            accept=".json,.xyz,.jsonl,.npy"
            onChange={(e) => void take(e.currentTarget.files)}
          />
        </label>
        <select
          aria-label="Examples"
          value={state.value.example}
          onChange={(e) => {
            refused.value = undefined
            change({ example: e.currentTarget.value, label: '', files: '' })
          }}
        >
          <option value="" disabled>
            examples
          </option>
          {EXAMPLES.map(({ key, title }) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
        </select>
      </p>
      <p class="controls">
        {field('group', 'group', 'as the file says')}
        {field('in', 'repIn', 'as the file says')}
        {field('out', 'repOut', 'as the file says')}
        {labels.length > 0 && (
          <label>
            label
            <select
              value={state.value.label || labels[0]}
              onChange={(e) => change({ label: e.currentTarget.value })}
            >
              {labels.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
        {field('tolerance', 'tolerance', 'usual')}
      </p>
      {files.value.length > 0 && (
        <p class="quiet" aria-live="polite">
          {files.value.map((f) => f.name).join(', ')}
          {state.value.example === '' && state.value.files === ''
            ? ' · too large for the address: to share it, share the file'
            : ''}
          {running.value ? ' …' : ''}
        </p>
      )}
      {trouble !== undefined && <p role="alert">{trouble}</p>}
      {audited && trouble === undefined && <AuditView audited={audited} />}
    </section>
  )
}

/** Files that the address asks for, once they are there; those of an earlier address are dropped. */
function useLoaded(
  files: Signal<readonly DataFile[]>,
  refused: Signal<string | undefined>,
  load: () => Promise<readonly DataFile[] | undefined>,
): void {
  useSignalEffect(() => {
    let isDropped = false
    load().then(
      (found) => {
        if (!found || isDropped) return
        files.value = found
        refused.value = undefined
      },
      (error: unknown) => {
        if (!isDropped) refused.value = messageOf(error)
      },
    )
    return () => {
      isDropped = true
    }
  })
}

async function fetched(name: string): Promise<DataFile> {
  const response = await fetch(`${import.meta.env.BASE_URL}examples/${name}`)
  return { name, bytes: new Uint8Array(await response.arrayBuffer()) }
}
