import { Worker } from 'node:worker_threads'

/** How long nothing may return before the process is ended, in ms: beyond what a call may take that is only slow. */
export const ENDLESS_MS = Number(process.env.FUZZ_ENDLESS_MS ?? 30_000)

/**
 * Indices of what the watching thread reads: the depth of nested calls, how many outermost ones began or ended, promises open, beats of
 * a timer and promises settled.
 */
const [DEPTH, CALLS, OPEN, BEATS] = [0, 1, 2, 3]
let state: Int32Array | undefined

/**
 * What a call returns. One thread watches all calls of a process, which costs a call nothing; a time limit of `node:vm` makes a thread for
 * each. A thread cannot throw an error in another: a call that has not returned after {@link ENDLESS_MS} ends the process, which fails the
 * run, and where it was is written to the standard error.
 */
export function watched<T>(f: () => T): T {
  state ??= watch()
  // what is called within a call is no sign of its end
  if (state[DEPTH]!++ === 0) state[CALLS]!++
  try {
    return f()
  } finally {
    if (--state[DEPTH]! === 0) state[CALLS]!++
  }
}

/** The promise that a call returned: watched too, as what goes on after it waited may never return either. */
export async function watchedPromise<T>(promise: Promise<T>): Promise<T> {
  state ??= watch()
  state[OPEN]!++
  try {
    return await promise
  } finally {
    state[OPEN]!--
    // promises that settle one after another leave timers no turn
    state[BEATS]!++
  }
}

function watch(): Int32Array {
  const shared = new Int32Array(new SharedArrayBuffer(16))
  const worker = new Worker(WATCHER, { eval: true, workerData: { shared, limit: ENDLESS_MS }, execArgv: [] })
  // neither keeps the process alive
  worker.unref()
  setInterval(() => shared[BEATS]!++, 100).unref()
  return shared
}

const WATCHER = `
const { Session } = require('node:inspector')
const { writeSync } = require('node:fs')
const { workerData: { shared, limit } } = require('node:worker_threads')
/** Whether something stands still for too long while it should not. */
const still = (isAwaited, counter) => {
  let [count, since] = [-1, 0]
  return () => {
    const now = Atomics.load(shared, counter)
    if (now !== count || !isAwaited()) [count, since] = [now, performance.now()]
    return performance.now() - since > limit
  }
}
const isCallEndless = still(() => Atomics.load(shared, ${DEPTH}) > 0, ${CALLS})
const isBlocked = still(() => Atomics.load(shared, ${OPEN}) > 0, ${BEATS})
const timer = setInterval(() => {
  // both are asked each time
  if ([isCallEndless(), isBlocked()].every((is) => !is)) return
  clearInterval(timer)
  end()
}, 250)
function end() {
  const session = new Session()
  session.connectToMainThread()
  const urls = new Map()
  session.on('Debugger.scriptParsed', ({ params: { scriptId, url } }) => urls.set(scriptId, url))
  session.on('Debugger.paused', ({ params: { callFrames } }) => {
    const frames = callFrames.slice(0, 20).map(({ functionName, location: { scriptId, lineNumber } }) =>
      '    at ' + (functionName || '<anonymous>') + ' (' + urls.get(scriptId) + ':' + (lineNumber + 1) + ')')
    say(frames.join('\\n'))
    process.kill(process.pid, 'SIGKILL')
  })
  session.post('Debugger.enable')
  session.post('Debugger.pause')
  // within native code nothing pauses
  setTimeout(() => {
    say('    in native code')
    process.kill(process.pid, 'SIGKILL')
  }, 2000)
}
function say(where) {
  writeSync(2, 'a call has not returned after ' + limit + ' ms; with FUZZ_CUT_OFF=1 it is cut off and shrunk. It is\\n' + where + '\\n')
}
`
