import { Script } from 'node:vm'
import { watched, watchedPromise } from './watched.js'

/** No call may take longer; on a busy machine right ones take a hundredth of it. */
export const LIMIT_MS = 10_000

declare global {
  var limitedCall: (() => unknown) | undefined
}

const script = new Script('globalThis.limitedCall()')

/**
 * What a call returns; a promise it returns is waited for. An endless loop ends the process, and says where it is: see {@link watched}.
 * Where `FUZZ_CUT_OFF` is set it is cut off and an error like others, but starting a thread for each call takes longer than most calls.
 *
 * @throws Error if it takes longer than {@link LIMIT_MS}
 */
export async function limited(f: () => unknown): Promise<unknown> {
  const result = process.env.FUZZ_CUT_OFF ? cutOff(f) : timed(f)
  return result instanceof Promise ? inTime(result) : result
}

/** @throws Error for a call that was slow, whatever it returned or threw */
function timed(f: () => unknown): unknown {
  const start = performance.now()
  let result: unknown
  try {
    result = watched(f)
  } catch (cause) {
    refuseSlow(start, cause)
    throw cause
  }
  refuseSlow(start)
  return result
}

function refuseSlow(start: number, cause?: unknown): void {
  const ms = Math.round(performance.now() - start)
  if (ms > LIMIT_MS) throw new Error(`ended after ${ms} ms, more than ${LIMIT_MS}`, { cause })
}

function cutOff(f: () => unknown): unknown {
  const before = globalThis.limitedCall
  globalThis.limitedCall = f
  try {
    return script.runInThisContext({ timeout: LIMIT_MS })
  } finally {
    globalThis.limitedCall = before
  }
}

async function inTime(promise: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not settled after ${LIMIT_MS} ms`)), LIMIT_MS)
  })
  return watchedPromise(Promise.race([promise, late]).finally(() => clearTimeout(timer)))
}
