import { useComputed, useSignal, useSignalEffect } from '@preact/signals'
import type { DataFile } from 'buridan/browser'
import { useLatest } from '../app/latest.js'
import { type StateCodec, useUrlState } from '../app/url-state.js'
import { type AuditAnswer, audit } from './audit.js'
import { AuditView } from './audit-view.js'
import { type DataState, EXAMPLES, readData, writeData } from './data-state.js'

const CODEC: StateCodec<DataState> = { screen: 'data', read: readData, write: writeData }
/** Larger files are for the command line. */
const MOST_BYTES = 64 * 2 ** 20

/** Files that are dropped, and what their audit finds. */
export function DataScreen() {
  const { state, problem } = useUrlState(CODEC)
  const files = useSignal<readonly DataFile[]>([])
  const refused = useSignal<string | undefined>(undefined)
  const over = useSignal(false)
  const running = useSignal(false)
  const example = useComputed(() => state.value.example)
  useSignalEffect(() => {
    const found = EXAMPLES.find((e) => e.key === example.value)
    if (found) void fetched(found.file).then((file) => (files.value = [file]))
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
    change({ example: '', label: '' })
    files.value = await Promise.all(
      [...list].map(async (f) => ({ name: f.name, bytes: new Uint8Array(await f.arrayBuffer()) })),
    )
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
            change({ example: e.currentTarget.value, label: '' })
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
          {running.value ? ' …' : ''}
        </p>
      )}
      {trouble !== undefined && <p role="alert">{trouble}</p>}
      {audited && trouble === undefined && <AuditView audited={audited} />}
    </section>
  )
}

async function fetched(name: string): Promise<DataFile> {
  const response = await fetch(`${import.meta.env.BASE_URL}examples/${name}`)
  return { name, bytes: new Uint8Array(await response.arrayBuffer()) }
}
