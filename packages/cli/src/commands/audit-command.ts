import { InvalidArgumentError } from '@buridan/core'
import { type Command, Option } from 'commander'
import { unlessAborted } from '../abort.js'
import type { AuditDataOptions } from '../audit-options.js'
import { type Context, EXIT, integer, positive, tellError } from '../command-line.js'
import { shortMessage } from '../printable.js'
import { Progress } from '../progress.js'
import { readBytes } from '../read-file.js'
import { formatFields } from '../table.js'
import { withExamples } from './examples.js'

/** The losses that `--loss` takes, written out here: their code is not loaded for `--help`. */
export const LOSSES = ['squared', 'huber', 'logistic', 'cross-entropy']

const EXAMPLES = [
  'buridan audit data.json',
  "buridan audit molecules.xyz --group 'O(3)' --label dipole --html audit.html",
  "buridan audit molecules.jsonl --group 'O(3)' --label bonds",
  "buridan audit run.extxyz --group 'O(3)' --label stress --out voigt",
  "buridan audit structures/ --group 'O(3)' --label energy",
  "buridan audit x.npy y.npy --group Oh --in 'V+T(2)' --out V",
  "buridan audit rows.jsonl --group 'S(5)' --in V --out V",
  'buridan audit data.json --loss huber --json',
  "buridan audit shard-1.xyz --group 'O(3)' --label forces --partial 1.part",
  'buridan audit --merge 1.part 2.part --by formula',
  "gzip -dc md.xyz.gz | buridan audit - --format extxyz --group 'O(3)' --label energy",
]

interface AuditOptions extends AuditDataOptions {
  readonly json?: boolean
  readonly html?: string
  readonly partial?: string
  readonly merge?: boolean
  readonly format?: string
  readonly quiet?: boolean
  readonly seed?: number
}

/** Audits of less say nothing of their progress. */
const PATIENCE_MS = 1000

/** Adds `buridan audit`. */
export function addAudit(program: Command, context: Context): void {
  const command = program
    .command('audit')
    .description('what symmetry costs on a data set: the floor of equivariant models and its parts')
    .argument(
      '<file...>',
      'JSON { group, repIn, repOut, x, y }; JSON lines { x, y }, x.npy y.npy or an .npz of x and y; or files and folders of atoms: extended XYZ, SDF, molecules.jsonl, CIF, POSCAR, and JSON lines with their labels',
    )
    .option('--json', 'print one JSON object')
    .option('--group <group>', "the group, in place of the file's")
    .option('--in <rep>', "the input representation, in place of the file's")
    .option(
      '--out <rep>',
      "the output representation, in place of the file's; of atoms what the numbers of the label are: scalar, pseudo, vector, axial, tensor, voigt, voigt-strain",
    )
    .option(
      '--label <name>',
      'of atoms the property that is the label, of the whole or of each atom; bonds of molecules',
    )
    .option('--loss <name>', `the floor of another loss too: ${LOSSES.join(', ')}`)
    .option('--format <name>', 'how standard input is written, where the file is -')
    .option('--html <file>', 'write plots to a page')
    .addOption(
      new Option(
        '--tolerance <number>',
        'how far near-symmetries and near-copies are sought: relative, 0.1 by default; for files of atoms in Å an atom, 1 by default',
      ).argParser(positive),
    )
    .addOption(
      new Option(
        '--precision <number>',
        'how well inputs are known, by default to rounding; for files of atoms in Å an atom, by default what the digits of the file tell',
      ).argParser(positive),
    )
    .option('--as-molecule', 'take periodic frames for molecules, without their cell')
    .option('--by <key>', 'of atoms, split figures by element, formula, or a key of the frames')
    .option('--partial <file>', 'write what is found of the records alone, for --merge')
    .option('--merge', 'the files are what --partial wrote: audit them together, exactly as in one run')
    .option('--quiet', 'no progress on standard error')
    .option('--seed <n>', 'seed of what is random; exact results do not depend on it', integer, 0)
  withExamples(command, EXAMPLES).action(async (files: string[], options: AuditOptions) => {
    context.finish(await audit(files, options, context))
  })
}

/** What standard input holds, where `-` names it. @throws InvalidArgumentError if there is another file beside it */
async function inputOf(files: readonly string[], format: string | undefined, { io, signal }: Context) {
  if (!files.includes('-')) {
    if (format !== undefined)
      throw new InvalidArgumentError('--format is for standard input, -; files have names')
    return {}
  }
  if (files.length > 1) throw new InvalidArgumentError('- is standard input; it is audited alone')
  return { input: { bytes: await unlessAborted(readBytes('-', io.stdin), signal), format } }
}

/** @throws InvalidArgumentError for options of which one makes the other mean nothing */
function refuseTogether({ partial, merge, html, by, ...others }: AuditOptions): void {
  if (merge) {
    const known = [
      'group',
      'in',
      'out',
      'label',
      'loss',
      'tolerance',
      'precision',
      'asMolecule',
      'format',
    ] as const
    const given = known.find((key) => others[key] !== undefined)
    if (given !== undefined) {
      throw new InvalidArgumentError(
        `--${kebab(given)} is in the parts already, and --merge takes it from there`,
      )
    }
    if (partial !== undefined) throw new InvalidArgumentError('--partial and --merge are not for one command')
  }
  if (partial !== undefined && html !== undefined) {
    throw new InvalidArgumentError('--html is of a whole audit: give it to --merge, not to --partial')
  }
  if (partial !== undefined && by !== undefined) {
    throw new InvalidArgumentError('--by is of a whole audit: give it to --merge, not to --partial')
  }
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)

async function audit(files: string[], options: AuditOptions, context: Context): Promise<number> {
  const { output, work, signal } = context
  // an audit is exact: it has no use for a seed
  const { json, html, format, quiet, partial, merge, seed: _, ...rest } = options
  const progress = new Progress(quiet ? undefined : context.io.stderr, PATIENCE_MS)
  const tell = (done: number, total: number) => progress.update(done / total, `${done} of ${total} samples`)
  try {
    refuseTogether(options)
    const input = await inputOf(files, format, context)
    const question = {
      files,
      options: rest,
      ...input,
      ...(html === undefined ? {} : { html }),
      ...(partial === undefined ? {} : { partial }),
      ...(merge === undefined ? {} : { merge }),
    }
    const { fields, samples, skipped, reason } = await unlessAborted(
      work.ask('audit', question, tell),
      signal,
    ).finally(() => progress.clear())
    if (json) await output.json(fields)
    else await output.tell(formatFields(fields))
    if (skipped === 0) return 0
    output.say(
      `${skipped} of ${samples + skipped} samples are skipped, the first because ${shortMessage(reason!)}`,
    )
    return EXIT.failed
  } catch (error) {
    return tellError(output, error, json)
  }
}
