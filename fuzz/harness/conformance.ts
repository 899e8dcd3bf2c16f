import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { knownRows } from './known.js'

/** Who answers: the packages, or `buridan` with its options. */
export type Asked = 'library' | 'command line'

/** How the rows of a file are asked. */
export interface Runner<Row> {
  readonly rows: readonly Row[]
  /** The name of a row, by which `known.json` counts it: another one for each row. */
  readonly name: (row: Row) => string
  /** Throws where the answer is not that of the row. */
  readonly check: (row: Row) => unknown
  /** Rows that take more than about a second: asked at night only. */
  readonly slow?: (row: Row) => boolean
  /** Rows that take minutes or have no end yet: asked at night only, and in a process of their own while they are known not to be met. */
  readonly endless?: (row: Row) => boolean
}

/** A row that is known to have no end has so long in a process of its own; others have ten times as long. */
const LIMIT_S = 30

/** The one row that a process of its own asks. */
const ONLY = process.env.CONFORMANCE_ROW

/**
 * A test for each row of a file. Rows of `known.json` have to fail, so that the list shrinks with every row that is met; those
 * among them that have no end are asked in a process of their own, which is stopped after {@link LIMIT_S} seconds.
 *
 * @param file - the name of the file in `conformance/`
 */
export function askRows<Row>(file: string, asked: Asked, runner: Runner<Row>): void {
  const name = `${file}, ${asked}`
  const known = knownRows(name)
  const names = runner.rows.map(runner.name)
  describe(name, () => {
    runner.rows.forEach((row, i) => {
      const title = names[i]!
      const whole = `${name}: ${title}`
      if (ONLY !== undefined) {
        if (ONLY === whole) it(title, () => inTime(() => runner.check(row)), 10_000 * LIMIT_S)
        return
      }
      const endless = runner.endless?.(row) ?? false
      const late = endless || (runner.slow?.(row) ?? false)
      it.skipIf(late && !process.env.NIGHTLY)(
        title,
        async () => {
          if (!known.has(title)) return void (await runner.check(row))
          const met = endless ? await metAlone(whole) : await isMet(() => runner.check(row))
          expect(met, `${title} is met now: take it out of known.json, “${name}”`).toBe(false)
        },
        10_000 * LIMIT_S,
      )
    })
    it.skipIf(ONLY !== undefined)('has rows of different names, all known ones among them', () => {
      expect(names.filter((n, i) => names.indexOf(n) !== i)).toEqual([])
      expect([...known].filter((n) => !names.includes(n))).toEqual([])
    })
  })
}

async function isMet(check: () => unknown): Promise<boolean> {
  try {
    await check()
    return true
  } catch {
    return false
  }
}

/**
 * Whether the row of a test file is met by a process of its own, in time and with 2 GiB.
 *
 * @param row - the file in `conformance/`, who is asked, and the name of the row
 */
export function metAlone(row: string, seconds = LIMIT_S): Promise<boolean> {
  const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))
  const file = expect.getState().testPath!
  // what this run of vitest says of itself would make the other one a part of it
  const given = Object.entries(process.env).filter(([key]) => !key.startsWith('VITEST'))
  const child = spawn(process.execPath, [vitest, 'run', '--pool', 'threads', file], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: {
      ...Object.fromEntries(given),
      CONFORMANCE_ROW: row,
      CONFORMANCE_SECONDS: String(seconds),
      NODE_OPTIONS: '--max-old-space-size=2048',
    },
    stdio: 'ignore',
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0))
  })
}

/** Ends this process where the check takes too long: a loop without an end hears no other signal, and the parent may be gone. */
async function inTime(check: () => unknown): Promise<void> {
  const time = 1000 * Number(process.env.CONFORMANCE_SECONDS)
  const end = new Worker(`setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${time})`, { eval: true })
  await check()
  await end.terminate()
}
