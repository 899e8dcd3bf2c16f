import type { Command } from 'commander'
import { type Context, EXIT } from '../command-line.js'

/** Adds `buridan help`: of a verb as `--help`. */
export function addHelp(program: Command, { output, finish }: Context): void {
  program.helpCommand(false)
  program
    .command('help')
    .description('help on a verb')
    .argument('[topic]', 'a verb')
    .action((topic: string | undefined) => {
      if (topic === undefined) {
        output.help(program.helpInformation())
        return
      }
      const command = program.commands.find((c) => c.name() === topic)
      if (command) command.help()
      output.usage(
        `error: there is no help on ${topic}; there is on ${program.commands.map((c) => c.name()).join(', ')}`,
      )
      finish(EXIT.usage)
    })
}
