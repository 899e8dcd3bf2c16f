import type { DataFile } from 'buridan/browser'
import { useDropped } from '../app/dropped.js'
import { useLatest } from '../app/latest.js'
import { type StateCodec, useUrlState } from '../app/url-state.js'
import { type AuditAnswer, audit } from './audit.js'
import { AuditView } from './audit-view.js'
import { useDataFiles } from './data-files.js'
import { type DataState, EXAMPLES, readData, writeData } from './data-state.js'

const CODEC: StateCodec<DataState> = { screen: 'data', read: readData, write: writeData }
/** Files that are opened, and what their audit finds. */
export function DataScreen() {
  const { state, problem } = useUrlState(CODEC)
  const { files, problem: refused, take } = useDataFiles(state)
  const found = useLatest(
    () => {
      const { group, repIn, repOut, label, tolerance } = state.value
      return [files.value, group, repIn, repOut, label, tolerance]
    },
    async (
      own: readonly DataFile[],
      group: string,
      repIn: string,
      repOut: string,
      label: string,
      tolerance: string,
    ): Promise<AuditAnswer | undefined> => {
      if (own.length === 0) return undefined
      return audit(own, {
        ...(group ? { group } : {}),
        ...(repIn ? { in: repIn } : {}),
        ...(repOut ? { out: repOut } : {}),
        ...(label ? { label } : {}),
        ...(tolerance ? { tolerance: Number(tolerance) } : {}),
      })
    },
  )
  useDropped('data', (list) => void take(list))
  const change = (next: Partial<DataState>) => {
    state.value = { ...state.value, ...next }
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
  const isRunning = found.isOpen.value
  // for other options of the same files the last answer stays until the next is there
  const last = found.answered.value
  const { labels = [], audited, problem: wrong } = (last?.question[0] === files.value && last.answer) || {}
  const trouble = refused.value ?? problem.value ?? (isRunning ? undefined : wrong)
  return (
    <section class="data-screen" aria-label="Your data">
      <p class="controls drop">
        <label>
          drop JSON, XYZ, CIF, POSCAR, molecules or NumPy files anywhere, or
          <input
            type="file"
            multiple
            onChange={(e) => {
              void take([...(e.currentTarget.files ?? [])])
              // what is open is said below, and the same file can be chosen again when it has changed
              e.currentTarget.value = ''
            }}
          />
        </label>
        <select
          aria-label="Examples"
          value={state.value.example}
          onChange={(e) => {
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
          {isRunning ? ' …' : ''}
        </p>
      )}
      {trouble !== undefined && <p role="alert">{trouble}</p>}
      {audited && trouble === undefined && <AuditView audited={audited} />}
    </section>
  )
}
