import { EXIT } from './command-line.js'
import { mainWith } from './main.js'
import { WorkInThread } from './work/work-in-thread.js'

/** The program: the command line, which Ctrl-C ends with a sentence whatever it is doing; a second Ctrl-C ends it at once. */
export async function program(args: readonly string[]): Promise<void> {
  const controller = new AbortController()
  process.once('SIGINT', () => controller.abort())
  process.exitCode = await mainWith(new WorkInThread(), args, { signal: controller.signal })
  // a terminal or a pipe that is still read would keep the process
  if (process.exitCode === EXIT.stopped) process.stdin.destroy()
}
