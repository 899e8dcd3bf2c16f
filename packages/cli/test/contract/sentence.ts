import { expect } from 'vitest'
import { type Ended, runCli } from '../run-cli.js'

/** A part of the contract, in its words, and what shows that it is kept; or what it waits for. */
export interface Sentence {
  readonly text: string
  readonly check?: () => Promise<void>
  /** Whether it takes seconds: by hand it is asked in turn. */
  readonly isLong?: boolean
  /** What is to be made before it can be kept. */
  readonly later?: string
}

export function kept(text: string, check: () => Promise<void>): Sentence {
  return { text, check }
}

export function keptLong(text: string, check: () => Promise<void>): Sentence {
  return { text, check, isLong: true }
}

/** Words that promise nothing by themselves: headings, and sentences that the ones after them explain. */
export function words(text: string): Sentence {
  return { text }
}

export function later(text: string, what: string): Sentence {
  return { text, later: what }
}

/** An answer as JSON, of a command that ends well. */
export async function answer(args: readonly string[], input = ''): Promise<Record<string, unknown>> {
  const { code, out, err } = await runCli([...args, '--json'], { input })
  // rows of the conformance files hold what is expected of their answers too
  const others = err.replace(/^not read of the row: .*\n$/, '')
  expect([args, code, others]).toEqual([args, 0, ''])
  return JSON.parse(out) as Record<string, unknown>
}

/** What a command that is wrong leaves. */
export async function refused(args: readonly string[], input = ''): Promise<Ended> {
  const ended = await runCli(args, { input })
  expect([args, ended.code > 0, ended.out]).toEqual([args, true, ''])
  return ended
}

/** The answers of lines. */
export async function answers(
  args: readonly string[],
  input: string,
): Promise<{ code: number; lines: Record<string, unknown>[] }> {
  const { code, out } = await runCli(args, { input })
  return {
    code,
    lines: out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  }
}
