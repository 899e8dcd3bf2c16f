import { PassThrough, type Writable } from 'node:stream'
import type { Streams } from '../src/command-line.js'
import { main } from '../src/main.js'

/** What a run of the command line left. */
export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs the command line in this process, on streams of its own or those given. */
export async function runCli(
  args: readonly string[],
  {
    input = '',
    stdout = new PassThrough() as Writable,
    stderr = new PassThrough() as Writable,
  }: { readonly input?: string; readonly stdout?: Writable; readonly stderr?: Writable } = {},
): Promise<Ended> {
  // whole characters only: chunks may end within one
  const read = (stream: Writable) => {
    const chunks: Buffer[] = []
    stream.on('data', (c: Buffer) => chunks.push(c))
    return () => Buffer.concat(chunks).toString('utf8')
  }
  const [out, err] = [read(stdout), read(stderr)]
  const stdin = new PassThrough()
  stdin.end(input)
  const code = await main(args, { stdin, stdout, stderr } as unknown as Streams)
  await new Promise((resolve) => setImmediate(resolve))
  return { code, out: out(), err: err() }
}
