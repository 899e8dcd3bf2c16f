import { Worker } from 'node:worker_threads'

/** How long a call may be in one piece before the process is ended, in ms: beyond what a call may take that is only slow. */
export const ENDLESS_MS = Number(process.env.FUZZ_ENDLESS_MS ?? 30_000)

/** How deep calls are in one another, and how often it changed: read by the thread that watches. */
const DEPTH = 0
const CHANGES = 1
let state: Int32Array | undefined

/**
 * What a call returns. One thread watches all calls of a process, which costs a call nothing; a time limit of `node:vm` makes a thread for
 * each. A thread cannot throw an error in another: a call that has not returned after {@link ENDLESS_MS} ends the process, which fails the
 * run, and where it was is written to the standard error.
 */
export function watched<T>(f: () => T): T {
  state ??= watch()
  state[DEPTH]!++
  state[CHANGES]!++
  try {
    return f()
  } finally {
    state[DEPTH]!--
    state[CHANGES]!++
  }
}

function watch(): Int32Array {
  const shared = new Int32Array(new SharedArrayBuffer(8))
  const worker = new Worker(WATCHER, { eval: true, workerData: { shared, limit: ENDLESS_MS }, execArgv: [] })
  // it does not keep the process alive
  worker.unref()
  return shared
}

const WATCHER = `
const { Session } = require('node:inspector')
const { writeSync } = require('node:fs')
const { workerData: { shared, limit } } = require('node:worker_threads')
let [changes, since] = [-1, 0]
const timer = setInterval(() => {
  const now = Atomics.load(shared, ${CHANGES})
  if (now !== changes) [changes, since] = [now, performance.now()]
  else if (Atomics.load(shared, ${DEPTH}) > 0 && performance.now() - since > limit) {
    clearInterval(timer)
    end()
  }
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
