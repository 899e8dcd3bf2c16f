import { InvalidArgumentError, shown, UnsupportedError } from '@buridan/core'

/** What moyo says of a crystal, in part. */
interface MoyoAnswer {
  readonly number: number
  readonly hall_number: number
  readonly hm_symbol: string
  readonly operations: readonly unknown[]
  readonly wyckoffs: readonly string[]
  readonly site_symmetry_symbols: readonly string[]
  readonly pearson_symbol: string
}

/** The part of moyo that is used here. */
export interface Moyo {
  readonly default: (source?: unknown) => Promise<unknown>
  readonly initSync: (source: { module: Uint8Array }) => unknown
  /** Rotations are written column by column. */
  operations_from_layer_number(
    number: number,
    setting: { readonly type: 'Standard' },
    primitive: boolean,
  ): readonly { readonly rotation: readonly number[]; readonly translation: readonly number[] }[]
  layer_group_type(number: number): { readonly hm_short: string }
  analyze_cell(cell: string, precision: number, setting: string): MoyoAnswer
}

let loaded: Promise<Moyo> | undefined

/**
 * moyo, loaded when it is first asked for.
 *
 * @param wasm - its binary, or where it is to be fetched from; by default beside its module
 * @throws UnsupportedError where it is not installed or cannot be started
 */
export function moyo(wasm?: Uint8Array | string): Promise<Moyo> {
  if (wasm !== undefined && typeof wasm !== 'string' && !(wasm instanceof Uint8Array)) {
    throw new InvalidArgumentError(`wasm is ${shown(wasm)}; it must be bytes or an address`)
  }
  loaded ??= started(wasm).catch((cause: unknown) => {
    loaded = undefined
    throw new UnsupportedError(
      `names of space groups come from moyo, which could not be started (${shown(String(cause))}): install @spglib/moyo-wasm, or give its moyo_wasm_bg.wasm as the option wasm`,
    )
  })
  return loaded
}

async function started(wasm: Uint8Array | string | undefined): Promise<Moyo> {
  const found = (await import('@spglib/moyo-wasm')) as Moyo
  const bytes = typeof wasm === 'string' ? undefined : (wasm ?? ownBinary())
  if (bytes) found.initSync({ module: bytes })
  else await found.default(wasm === undefined ? undefined : { module_or_path: wasm })
  return found
}

/** The built-in modules of Node.js that are used. */
interface NodeProcess {
  getBuiltinModule?(name: 'node:fs'): { readFileSync(path: string): Uint8Array }
  getBuiltinModule?(name: 'node:module'): { createRequire(from: string): { resolve(name: string): string } }
}

/** Its file on disk, as Node.js fetches no files; undefined elsewhere. */
function ownBinary(): Uint8Array | undefined {
  const { process } = globalThis as { process?: NodeProcess }
  const modules = process?.getBuiltinModule?.('node:module')
  const path = modules
    ?.createRequire((import.meta as { url: string }).url)
    .resolve('@spglib/moyo-wasm/moyo_wasm_bg.wasm')
  return path === undefined ? undefined : process!.getBuiltinModule!('node:fs').readFileSync(path)
}
