import { checksum, shown } from '@buridan/core'
import { InvalidFileError, TooLargeError } from '@buridan/groups'
import { acrossCopies } from '../core/across-copies.js'
import type { RunIdentity } from './identity.js'

/** Where the state of a training run is kept. `write` must replace what was there whole or not at all. */
export interface CheckpointStore {
  /** What was written last; undefined if nothing was. */
  read(): Promise<Uint8Array | undefined>
  write(bytes: Uint8Array): Promise<void>
  /** What messages call it, such as the path of its file. */
  readonly name?: string
}

const places = acrossCopies<WeakMap<CheckpointStore, () => object>>('places', WeakMap)

/** What stores that write to one place share; a store is a place of its own unless it was said otherwise. */
export function placeOf(store: CheckpointStore): object {
  return places.get(store)?.() ?? store
}

/** Says that a store writes to a place that others may write to, found when it is used. */
export function storeAt(place: () => object, store: CheckpointStore): CheckpointStore {
  places.set(store, place)
  return store
}

/** How a training run is kept safe from being stopped. */
export interface CheckpointOptions {
  /** One for each run: a checkpoint of other data, another loss, network, start or setting is refused. */
  readonly store: CheckpointStore
  /** Steps between two checkpoints, 100 by default. */
  readonly every?: number
}

/** What a loss is at some steps, at the weights that a run starts from: [loss, norm of its gradient], null where not finite. */
export type LossProbes = readonly (readonly (number | null)[])[]

/** The state of a run after a number of steps. */
export interface TrainingState {
  /** What tells the run from others. */
  readonly run: RunIdentity
  readonly probes: LossProbes
  readonly step: number
  /** The loss of every step so far. */
  readonly losses: Float64Array
  /** Trained weights and the optimizer's state, then what other weights the network has. */
  readonly state: Float32Array
}

/** A state that was read. */
export interface KeptState extends TrainingState {
  /** Whether it may lack weights that are not trained, and seeds of layers that draw: former versions kept none. */
  readonly partial: boolean
}

const MAGIC = 'BURIDAN-CHECKPOINT'
/** 1 did not say of which data, loss, network and weights it was; 2 kept the weights that are trained alone. */
const FORMAT = 3
const PARTIAL = 2
const HEADER_BYTES = 4096

/** Writes the state of a run as bytes: a header of JSON filled up with spaces, losses, state, and a checksum of all before. */
export function encodeCheckpoint({ run, probes, step, losses, state }: TrainingState): Uint8Array {
  const header = JSON.stringify({ magic: MAGIC, format: FORMAT, run, probes, step, state: state.length })
  const head = new TextEncoder().encode(header)
  if (head.length > HEADER_BYTES)
    throw new TooLargeError(`what the run is takes ${head.length} bytes; ${HEADER_BYTES} are kept for it`)
  const bytes = new Uint8Array(HEADER_BYTES + 8 * step + 4 * state.length + 4).fill(0x20, 0, HEADER_BYTES)
  bytes.set(head)
  bytes.set(new Uint8Array(losses.buffer, losses.byteOffset, 8 * step), HEADER_BYTES)
  bytes.set(new Uint8Array(state.buffer, state.byteOffset, 4 * state.length), HEADER_BYTES + 8 * step)
  new DataView(bytes.buffer).setUint32(bytes.length - 4, checksum(bytes.subarray(0, -4)), true)
  return bytes
}

/**
 * Reads what {@link encodeCheckpoint} wrote.
 *
 * @param what - what messages call it
 * @throws InvalidFileError if it is damaged, cut short, or of another version
 */
export function decodeCheckpoint(bytes: Uint8Array, what: string): KeptState {
  const header = readHeader(bytes, what)
  if (header.format !== FORMAT && header.format !== PARTIAL) {
    throw new InvalidFileError(
      `${what} has format ${shown(header.format)}, this version reads ${FORMAT}: ` +
        (Number(header.format) > FORMAT
          ? 'update the package, or delete it to begin anew'
          : 'it does not say of which data, loss and weights it is; end the run with the version that began it, or delete it to begin anew'),
    )
  }
  const end = bytes.length - 4
  const sum = new DataView(bytes.buffer, bytes.byteOffset).getUint32(end, true)
  const { step, state: size, run, probes } = header
  const fits =
    isCount(step) &&
    isCount(size) &&
    end === HEADER_BYTES + 8 * step + 4 * size &&
    isRecord(run) &&
    isProbes(probes)
  if (!fits || sum !== checksum(bytes.subarray(0, end))) {
    throw new InvalidFileError(
      `${what} has ${bytes.length} bytes with a wrong checksum, or not what its header declares: it was cut or damaged`,
    )
  }
  const own = bytes.slice()
  const losses = new Float64Array(own.buffer, HEADER_BYTES, step)
  const state = new Float32Array(own.buffer, HEADER_BYTES + 8 * step, size)
  if (!(losses.every(Number.isFinite) && state.every(Number.isFinite))) {
    throw new InvalidFileError(`${what} holds losses or weights that are not finite: it was damaged`)
  }
  return { run, probes, step, losses, state, partial: header.format === PARTIAL }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

/** Of numbers, strings and null. */
function isRecord(value: unknown): value is RunIdentity {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((v) => v === null || typeof v === 'string' || typeof v === 'number')
  )
}

function isProbes(value: unknown): value is LossProbes {
  const isProbe = (probe: unknown) =>
    Array.isArray(probe) && probe.every((v) => v === null || typeof v === 'number')
  return Array.isArray(value) && value.every(isProbe)
}

function readHeader(bytes: Uint8Array, what: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(0, HEADER_BYTES)))
    if (
      bytes.length > HEADER_BYTES &&
      typeof value === 'object' &&
      value !== null &&
      (value as { magic?: unknown }).magic === MAGIC
    ) {
      return value as Record<string, unknown>
    }
  } catch {
    // answered below
  }
  throw new InvalidFileError(`${what} has no readable header: it was damaged, or is another kind of file`)
}
