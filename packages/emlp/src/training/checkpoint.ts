import { InvalidFileError, integerIn } from '@buridan/groups'
import { checksum } from '../core/checksum.js'

/** Where the state of a training run is kept. `write` must replace what was there whole or not at all. */
export interface CheckpointStore {
  /** What was written last; undefined if nothing was. */
  read(): Promise<Uint8Array | undefined>
  write(bytes: Uint8Array): Promise<void>
}

/** How a training run is kept safe from being stopped. */
export interface CheckpointOptions {
  readonly store: CheckpointStore
  /** Steps between two checkpoints, 100 by default. */
  readonly every?: number
}

/** The state of a run after a number of steps. */
export interface TrainingState {
  readonly step: number
  /** The loss of every step so far. */
  readonly losses: Float64Array
  /** Weights and the optimizer's state. */
  readonly state: Float32Array
}

const MAGIC = 'BURIDAN-CHECKPOINT'
const FORMAT = 1
const HEADER_BYTES = 4096

/**
 * Writes the state of a run as bytes: a header of JSON filled up with spaces, losses, state, and a checksum of all before.
 *
 * @param run - what tells this run from others: its options
 */
export function encodeCheckpoint(run: string, { step, losses, state }: TrainingState): Uint8Array {
  const header = JSON.stringify({ magic: MAGIC, format: FORMAT, run, step, state: state.length })
  const head = new TextEncoder().encode(header)
  if (head.length > HEADER_BYTES) throw new RangeError(`the header takes ${head.length} bytes`)
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
 * @param run - the run it must be of
 * @param stateSize - how many numbers its state must have
 * @throws InvalidFileError if it is damaged, cut short, of a newer version, or of another run
 */
export function decodeCheckpoint(bytes: Uint8Array, run: string, stateSize: number): TrainingState {
  const header = readHeader(bytes)
  if (header.format !== FORMAT) {
    throw new InvalidFileError(
      `the checkpoint has format ${String(header.format)}, this version reads ${FORMAT}: update the package or start anew`,
    )
  }
  if (header.run !== run || header.state !== stateSize) {
    throw new InvalidFileError(
      `the checkpoint is of another run, ${String(header.run)} with ${String(header.state)} numbers, not of ${run} with ${stateSize}; delete it or choose another place`,
    )
  }
  const step = integerIn(header.step as number, 0, 1e9, 'the step of the checkpoint')
  const length = HEADER_BYTES + 8 * step + 4 * stateSize + 4
  const sum =
    bytes.length === length && new DataView(bytes.buffer, bytes.byteOffset).getUint32(length - 4, true)
  if (sum !== checksum(bytes.subarray(0, length - 4))) {
    throw new InvalidFileError(
      `the checkpoint has ${bytes.length} bytes with a wrong checksum, or not the ${length} its header declares: it was cut or damaged`,
    )
  }
  const own = bytes.slice()
  return {
    step,
    losses: new Float64Array(own.buffer, HEADER_BYTES, step),
    state: new Float32Array(own.buffer, HEADER_BYTES + 8 * step, stateSize),
  }
}

function readHeader(bytes: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(0, HEADER_BYTES)))
    if (typeof value === 'object' && value !== null && (value as { magic?: unknown }).magic === MAGIC) {
      return value as Record<string, unknown>
    }
  } catch {
    // answered below
  }
  throw new InvalidFileError(
    'the checkpoint has no readable header: it was damaged, or is another kind of file',
  )
}
