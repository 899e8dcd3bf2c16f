import { Script } from 'node:vm'

/** No call may take longer; on a busy machine right ones take a hundredth of it. */
export const LIMIT_MS = 10_000

declare global {
  var limitedCall: (() => unknown) | undefined
}

const script = new Script('globalThis.limitedCall()')

/**
 * What a call returns, cut off after {@link LIMIT_MS}, also within an endless loop; a promise it returns is waited for as long.
 */
export async function limited(f: () => unknown): Promise<unknown> {
  const before = globalThis.limitedCall
  globalThis.limitedCall = f
  let result: unknown
  try {
    result = script.runInThisContext({ timeout: LIMIT_MS })
  } finally {
    globalThis.limitedCall = before
  }
  return result instanceof Promise ? inTime(result) : result
}

async function inTime(promise: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not settled after ${LIMIT_MS} ms`)), LIMIT_MS)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
