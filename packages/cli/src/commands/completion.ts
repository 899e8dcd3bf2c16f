import { Argument, type Command, type Option } from 'commander'
import type { Context } from '../command-line.js'
import { withExamples } from './examples.js'

/** What a shell offers for one verb. */
interface Offered {
  readonly name: string
  readonly about: string
  readonly options: readonly Option[]
  /** What its arguments may be; names of files where it is not told. */
  readonly choices: readonly string[]
}

const SHELLS = { bash: forBash, zsh: forZsh, fish: forFish }

/** Adds `buridan completion`: a script that completes verbs, options and files, made from the verbs there are. */
export function addCompletion(program: Command, { output }: Context): void {
  const command = program
    .command('completion')
    .description('a script that makes a shell complete verbs and options')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(SHELLS)))
  withExamples(command, [
    'buridan completion bash >> ~/.bashrc',
    'buridan completion zsh > ~/.zfunc/_buridan',
    'buridan completion fish > ~/.config/fish/completions/buridan.fish',
  ]).action(async (shell: keyof typeof SHELLS) => {
    await output.script(SHELLS[shell](program.commands.map(offeredBy)))
  })
}

function offeredBy(command: Command): Offered {
  return {
    name: command.name(),
    about: command.description(),
    options: command.createHelp().visibleOptions(command),
    choices: command.registeredArguments.flatMap((a) => a.argChoices ?? []),
  }
}

const longNames = ({ options }: Offered) => options.flatMap(({ long }) => long ?? [])

function forBash(verbs: readonly Offered[]): string {
  const cases = verbs.map(
    (verb) =>
      `    ${verb.name}) options='${longNames(verb).join(' ')}' choices='${verb.choices.join(' ')}' ;;`,
  )
  return `_buridan() {
  local word="\${COMP_WORDS[COMP_CWORD]}" options='--help --version' choices='${verbs.map((v) => v.name).join(' ')}'
  if [ "$COMP_CWORD" -gt 1 ]; then
    case "\${COMP_WORDS[1]}" in
${cases.map((line) => `  ${line}`).join('\n')}
      *) return ;;
    esac
  fi
  if [ "\${word#-}" != "$word" ]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  elif [ -n "$choices" ]; then
    COMPREPLY=($(compgen -W "$choices" -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -o filenames -F _buridan buridan
`
}

function forZsh(verbs: readonly Offered[]): string {
  const quoted = (text: string) => text.replaceAll("'", "'\\''")
  const told = (text: string) => quoted(text.replaceAll(/[[\]:\\]/g, '\\$&'))
  const option = ({ long, description, required, optional }: Option) =>
    `'${long}[${told(description)}]${required ? ':value:_files' : optional ? '::value:_files' : ''}'`
  const cases = verbs.map(({ name, options, choices }) => {
    const specs = options.filter(({ long }) => long).map(option)
    const argument = choices.length > 0 ? `'*:value:(${choices.join(' ')})'` : "'*:file:_files'"
    return `    ${name}) _arguments -S ${[...specs, argument].join(' ')} ;;`
  })
  return `#compdef buridan
_buridan() {
  local -a verbs=(
${verbs.map(({ name, about }) => `    '${name}:${told(about)}'`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe verb verbs
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = _buridan ]; then _buridan "$@"; else compdef _buridan buridan; fi
`
}

function forFish(verbs: readonly Offered[]): string {
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const lines = verbs.flatMap(({ name, about, options, choices }) => {
    const within = `complete -c buridan -n '__fish_seen_subcommand_from ${name}'`
    return [
      `complete -c buridan -f -n __fish_use_subcommand -a ${name} -d ${quoted(about)}`,
      ...options
        .filter(({ long }) => long)
        .map(
          ({ long, description, required }) =>
            `${within} -l ${long!.slice(2)}${required ? ' -r' : ''} -d ${quoted(description)}`,
        ),
      ...(choices.length > 0 ? [`${within} -f -a ${quoted(choices.join(' '))}`] : []),
    ]
  })
  return `${lines.join('\n')}\n`
}
