import { InvalidArgumentError } from '@buridan/core'
import { type Command, Option } from 'commander'
import { unlessAborted } from '../abort.js'
import { type Context, EXIT, integer, tellError } from '../command-line.js'
import type { FieldNames } from '../failures/error-row.js'
import { failureOf } from '../failures/failure.js'
import { answerLines, isFailed } from '../jsonl.js'
import type { Output } from '../output.js'
import { inputName, openFile, readBytes } from '../read-file.js'
import type { AnsweredFile } from '../rows/file-rows.js'
import { formatOfName } from '../rows/formats.js'
import { ignoredMessage } from '../rows/given-row.js'
import type { OutputFiles } from '../rows/output-files.js'
import type { RowQuestion } from '../rows/questions.js'
import type { Row } from '../rows/row.js'
import { formatFields } from '../table.js'
import { rowFieldsOf, type Verb } from '../verbs.js'
import { withExamples } from './examples.js'
import { givenFields, optionOf, type RowOptions } from './given-fields.js'

/** Adds a verb that answers rows. */
export function addVerb(program: Command, verb: Verb, context: Context): void {
  const command = program
    .command(verb.name)
    .description(verb.about)
    .argument(
      '[row]',
      verb.files
        ? 'a file, - for standard input; or the row as a JSON object'
        : 'the row as a JSON object; options fill its fields, in place of its own',
    )
    .option('--json', 'print one JSON object')
    .option('--jsonl [file]', 'answer JSON objects, one a line, of a file or of standard input')
    .option('--seed <n>', 'seed of what is random; exact results do not depend on it', integer, 0)
  for (const { flag, about } of verb.fields) command.option(flag, about)
  for (const { flag, about } of verb.outputs ?? []) command.option(flag, about)
  const lines = verb.lineFields ?? []
  for (const { name, about } of lines) {
    const others = lines.flatMap((other) => (other.name === name ? [] : [other.name]))
    command.addOption(new Option(`--${name}`, about).conflicts(others))
  }
  withExamples(command, verb.examples)
  command.action(async (text: string | undefined, options: RowOptions) => {
    refuseOutputNames(verb, options, command)
    const from = linesFrom(verb, text, options, command)
    context.finish(
      from === undefined
        ? await answerOnce(verb, text, options, context, command)
        : await answerAll(verb, from, options, context),
    )
  })
}

/** Names of files to be written tell the format. */
function refuseOutputNames(verb: Verb, options: RowOptions, command: Command): void {
  for (const { name, formats } of verb.outputs ?? []) {
    const path = options[name]
    if (typeof path !== 'string' || !formats) continue
    // packed files are read, not written
    if (formats.includes(formatOfName(path) ?? '') && !/\.gz$/i.test(path)) continue
    command.error(`error: --${name} writes ${formats.join(' or ')}; ${path} is named as neither`)
  }
}

/** The file that rows are read from, `-` for standard input; undefined where there is one row. */
function linesFrom(
  verb: Verb,
  text: string | undefined,
  { jsonl, ...options }: RowOptions,
  command: Command,
): string | undefined {
  const field = lineFieldOf(verb, options)
  const output = verb.outputs?.find(({ name }) => options[name] !== undefined)
  if (jsonl !== undefined && output)
    command.error(`error: --${output.name} is for one row; --jsonl answers many`)
  if (jsonl === undefined) return field !== undefined && text === undefined ? '-' : undefined
  if (typeof jsonl !== 'string') return text ?? '-'
  if (text !== undefined) command.error(`error: --jsonl reads ${jsonl}; ${text} is one argument too many`)
  return jsonl
}

async function answerAll(verb: Verb, from: string, options: RowOptions, context: Context): Promise<number> {
  const { io, output, work, signal } = context
  try {
    const question = questionOf(verb, options)
    const { good, ignored } = await answerLines(
      ({ number, text }) => work.ask('line', { ...question, number, text }),
      await openFile(from, io.stdin),
      output,
      signal,
    )
    sayIgnored(verb, ignored, output)
    return good ? 0 : EXIT.failed
  } catch (error) {
    return tellError(output, error, false)
  }
}

async function answerOnce(
  verb: Verb,
  text: string | undefined,
  options: RowOptions,
  context: Context,
  command: Command,
): Promise<number> {
  const { output } = context
  const given = verb.fields.filter((f) => options[optionOf(f)] !== undefined)
  if (text === undefined && given.length === 0) {
    command.error(
      `error: nothing to answer; give a row, options, or --jsonl (see buridan ${verb.name} --help)`,
    )
  }
  const json = options.json === true
  const nameOf = namesFor(verb, text, options)
  try {
    const { answers, ignored } = await answersOf(verb, text, options, context)
    if (json) for (const answer of answers) await output.json(answer)
    else await output.tell(answers.map(formatFields).join('\n\n'))
    sayIgnored(verb, ignored, output)
    return answers.some(isFailed) ? EXIT.failed : 0
  } catch (error) {
    const code = await tellError(output, error, json, nameOf)
    return code === EXIT.usage && isRow(verb, text, options) && isOfRow(verb, error, options)
      ? EXIT.failed
      : code
  }
}

/** Says which keys of rows are not read: nothing is dropped without a word. */
function sayIgnored(verb: Verb, ignored: readonly string[], output: Output): void {
  if (ignored.length > 0) output.say(ignoredMessage(ignored, 'the row', rowFieldsOf(verb)))
}

/** Whether the argument is a row, not the name of a file. */
function isRow(verb: Verb, text: string | undefined, options: RowOptions): boolean {
  if (text === undefined) return false
  return !verb.files || lineFieldOf(verb, options) !== undefined || text.trimStart().startsWith('{')
}

/** The field that lines of text fill, if an option says so. */
function lineFieldOf(verb: Verb, options: RowOptions): string | undefined {
  return verb.lineFields?.find(({ name }) => options[name] === true)?.name
}

/** Whether the row that was given is wrong, not an option nor a file: the row failed, its use was right. */
function isOfRow(verb: Verb, error: unknown, options: RowOptions): boolean {
  const { kind, field } = failureOf(error)
  const option = verb.fields.find((f) => f.field === field)
  return kind === 'argument' && !(option && options[optionOf(option)] !== undefined)
}

/** The answers to a row, or to what is in a file. */
async function answersOf(
  verb: Verb,
  text: string | undefined,
  options: RowOptions,
  { io, work, signal }: Context,
): Promise<AnsweredFile> {
  const question = questionOf(verb, options)
  if (text !== undefined && !isRow(verb, text, options)) refuseBesideFile(verb, question.given)
  const asked =
    text === undefined || isRow(verb, text, options)
      ? work
          .ask('row', { ...question, ...(text === undefined ? {} : { text }) })
          .then(({ answer, ignored }) => ({ answers: [answer], ignored }))
      : readBytes(text, io.stdin).then((bytes) =>
          work.ask('file', {
            verb: verb.name,
            fields: question.fields,
            name: inputName(text),
            bytes,
            given: question.given,
            ...(question.files ? { files: question.files } : {}),
          }),
        )
  return unlessAborted(asked, signal)
}

/** @throws InvalidArgumentError for an option that says what a file says by itself */
function refuseBesideFile(verb: Verb, given: Row): void {
  const option = verb.fields.find(({ field, ofFiles }) => field in given && !ofFiles)
  if (option)
    throw new InvalidArgumentError(`--${optionOf(option)} is of a single row; the file says all of it`)
}

function questionOf(verb: Verb, options: RowOptions): RowQuestion {
  const lineField = lineFieldOf(verb, options)
  return {
    verb: verb.name,
    fields: rowFieldsOf(verb),
    given: givenFields(verb, options),
    usual: { seed: options.seed },
    files: outputFiles(verb, options),
    ...(lineField === undefined ? {} : { lineField }),
  }
}

function outputFiles(verb: Verb, options: RowOptions): OutputFiles {
  const named = (verb.outputs ?? []).flatMap(({ name }) => {
    const path = options[name]
    return typeof path === 'string' ? [[name, path] as const] : []
  })
  return Object.fromEntries(named)
}

/** Fields by the names of options: of those that one filled, of all where no row was given, and of the format of a file. */
function namesFor(verb: Verb, text: string | undefined, options: RowOptions): FieldNames {
  const isOfFile = text !== undefined && !isRow(verb, text, options)
  return (field) => {
    const option = verb.fields.find((f) => f.field === field)
    const isFilled = option && options[optionOf(option)] !== undefined
    const isOption = option && (text === undefined || isFilled || (isOfFile && field === 'format'))
    return isOption ? `--${optionOf(option)}` : field
  }
}
