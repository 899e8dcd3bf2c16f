import { batch, type ReadonlySignal, type Signal, useComputed, useSignal } from '@preact/signals'
import type { DataFile } from 'buridan/browser'
import { useRef } from 'preact/hooks'
import { useLatest } from '../app/latest.js'
import { messageOf } from '../app/trouble.js'
import { type DataState, EXAMPLES } from './data-state.js'
import { packFiles, unpackFiles } from './shared-files.js'

/** Larger files are for the command line. */
const MOST_BYTES = 64 * 2 ** 20
const NO_FILES: readonly DataFile[] = []

/** Files of one’s own, which were opened here. */
interface OwnFiles {
  readonly list: readonly DataFile[]
  /** What they are in the address; empty where they are too large for it. */
  readonly packed: string
}

/** The files that the state asks for: an example’s, those in the address, or those that were opened; and how files are opened. */
export function useDataFiles(state: Signal<DataState>): {
  readonly files: ReadonlySignal<readonly DataFile[]>
  readonly problem: ReadonlySignal<string | undefined>
  readonly take: (list: readonly File[]) => Promise<void>
} {
  const own = useSignal<OwnFiles | undefined>(undefined)
  /** Why files were not opened, and the state that this was said of. */
  const refused = useSignal<{ readonly of: DataState; readonly why: string } | undefined>(undefined)
  const asked = useRef(0)
  const loaded = useLatest(
    () => [state.value.example, state.value.files, own.value],
    async (example: string, packed: string, opened: OwnFiles | undefined) => {
      try {
        return { list: await filesOf(example, packed, opened) }
      } catch (error) {
        return { list: NO_FILES, why: messageOf(error) }
      }
    },
  )
  const take = async (list: readonly File[]) => {
    if (list.length === 0) return
    const turn = ++asked.current
    const { example, files: before } = state.value
    // files or an example that were asked for later count, also where these are read last
    const isOvertaken = () =>
      turn !== asked.current || state.value.example !== example || state.value.files !== before
    try {
      const files = await read(list)
      const packed = (await packFiles(files)) ?? ''
      if (isOvertaken()) return
      batch(() => {
        own.value = { list: files, packed }
        state.value = { ...state.value, example: '', label: '', files: packed }
      })
    } catch (error) {
      if (!isOvertaken()) refused.value = { of: state.value, why: messageOf(error) }
    }
  }
  return {
    files: useComputed(() => loaded.answer.value?.list ?? NO_FILES),
    problem: useComputed(() =>
      refused.value?.of === state.value ? refused.value.why : loaded.answer.value?.why,
    ),
    take,
  }
}

async function filesOf(
  example: string,
  packed: string,
  opened: OwnFiles | undefined,
): Promise<readonly DataFile[]> {
  const found = EXAMPLES.find((e) => e.key === example)
  if (found) return [await fetched(found.file)]
  if (opened?.packed === packed) return opened.list
  return packed === '' ? NO_FILES : unpackFiles(packed)
}

async function fetched(name: string): Promise<DataFile> {
  const response = await fetch(`${import.meta.env.BASE_URL}examples/${name}`)
  if (!response.ok)
    throw new Error(`the example ${name} cannot be loaded: the server answers ${response.status}`)
  return { name, bytes: new Uint8Array(await response.arrayBuffer()) }
}

/** @throws Error if one is too large, or cannot be read */
async function read(list: readonly File[]): Promise<DataFile[]> {
  const large = list.find((f) => f.size > MOST_BYTES)
  if (large)
    throw new Error(
      `${large.name} has ${large.size} bytes; up to ${MOST_BYTES} are read here, more by npx buridan audit`,
    )
  return Promise.all(
    list.map(async (f) => {
      try {
        return { name: f.name, bytes: new Uint8Array(await f.arrayBuffer()) }
      } catch (cause) {
        throw new Error(`${f.name} cannot be read: if it is a folder, drop the files in it`, { cause })
      }
    }),
  )
}
