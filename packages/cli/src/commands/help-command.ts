import type { Grammar } from '@buridan/groups'
import type { Command } from 'commander'
import { type Context, EXIT } from '../command-line.js'
import { formatTable } from '../table.js'
import { withExamples } from './examples.js'

/** Adds `buridan help`: of a verb as `--help`, and how groups and representations are written. */
export function addHelp(program: Command, { output, finish }: Context): void {
  program.helpCommand(false)
  const help = program
    .command('help')
    .description('help on a verb, and how groups and representations are written')
    .argument('[topic]', 'a verb, or groups')
  withExamples(help, ['buridan help groups', 'buridan help rank']).action(
    async (topic: string | undefined) => {
      const command = program.commands.find((c) => c.name() === topic)
      if (topic === undefined) output.help(program.helpInformation())
      else if (topic === 'groups') await output.tell(await grammar())
      else if (command) command.help()
      else {
        const topics = ['groups', ...program.commands.map((c) => c.name())]
        output.usage(`error: there is no help on ${topic}; there is on ${topics.join(', ')}`)
        finish(EXIT.usage)
      }
    },
  )
}

/** How groups and representations are written, with examples. */
async function grammar(): Promise<string> {
  const { groupGrammar, representationGrammar } = await import('@buridan/groups')
  const part = (title: string, { entries, notes }: Grammar) => {
    const rows = entries.map(({ form, meaning, examples }) => [form, meaning, examples.join('   ')])
    return [title, formatTable(['form', 'what it is', 'examples'], rows), ...notes].join('\n\n')
  }
  return `${part('GROUPS', groupGrammar)}\n\n${part('REPRESENTATIONS', representationGrammar)}`
}
