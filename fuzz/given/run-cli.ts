import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { main } from 'buridan'

/** What a run of the command line left. */
export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs the command line in this process, on streams in memory; the input comes in chunks of so many bytes. */
export async function runCli(args: readonly string[], input = '', chunk = 65536): Promise<Ended> {
  const [out, err] = [new Sink(), new Sink()]
  const code = await main(args, { ...streamsOn(input, out, chunk), stderr: err as never })
  return { code, out: out.text(), err: err.text() }
}

/** Streams of the command line on a given standard output; messages are dropped. */
export function streamsOn(
  input: string,
  stdout: Writable,
  chunk = 65536,
): NonNullable<Parameters<typeof main>[1]> {
  const stdin = Readable.from(chunksOf(Buffer.from(input), chunk))
  return { stdin: stdin as never, stdout: stdout as never, stderr: new Sink() as never }
}

function* chunksOf(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

class Sink extends Writable {
  // whole characters only: chunks may end within one
  readonly #chunks: Buffer[] = []
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk)
    done()
  }
  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8')
  }
}

export type Answer = Record<string, unknown>

/** The answer of one run with `--json`, which may be an error. */
export async function answerOf(args: readonly string[]): Promise<Answer> {
  const { out, err } = await runCli([...args, '--json'])
  if (out === '') throw new Error(`no answer: ${err}`)
  return timeless(JSON.parse(out) as Answer)
}

/** The answers to rows by standard input. */
export async function answersOf(verb: string, rows: readonly unknown[], options: readonly string[] = []) {
  const { code, out } = await runCli([verb, '--jsonl', ...options], textOf(rows))
  return { code, answers: linesOf(out) }
}

/** Rows as JSON lines. */
export function textOf(rows: readonly unknown[]): string {
  return rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('')
}

/** The answers in JSON lines. */
export function linesOf(out: string): Answer[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => timeless(JSON.parse(line) as Answer))
}

/** An answer without how long it took. */
function timeless({ milliseconds: _, ...rest }: Answer): Answer {
  return rest
}

/** What a function makes of files with these contents, in a folder of their own that is removed. */
export async function withFiles<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (path: (name: string) => string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'buridan-relations-'))
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), content)
    }
    return await use((name) => join(folder, name))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
