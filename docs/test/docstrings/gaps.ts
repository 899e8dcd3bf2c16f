import { type Comment, referredTo, tagged } from './comment.js'
import { Reader } from './facts.js'
import { readSources, type Sources } from './program.js'
import { type PublicFunction, publicFunctions } from './public-functions.js'
import { withoutShape } from './shapes.js'
import { Validation } from './validation.js'

export type Missing = 'errors' | 'shapes' | 'example' | 'cost'

/** Something that the comment of a public function does not say. */
interface Gap {
  readonly package: string
  readonly missing: Missing
  /** File, line, function and what is missing. */
  readonly text: string
}

/** What there is to say, and what is not said. */
export interface Report {
  readonly functions: readonly Pick<PublicFunction, 'package' | 'name' | 'where' | 'kind'>[]
  readonly gaps: readonly Gap[]
}

/** Reads the comments of all public functions of all packages against what the functions do. */
export function findGaps(): Report {
  const sources = readSources()
  const functions = publicFunctions(sources)
  const reader = new Reader(sources)
  const validation = new Validation(
    reader,
    functions.map((f) => f.callable),
  )
  const examples = new Examples(functions, sources.checker)
  const gaps = functions.flatMap((f) => {
    const gap = (missing: Missing, what: string): Gap => ({
      package: f.package,
      missing,
      text: `${f.where} ${f.name}: ${what}`,
    })
    const shapes = withoutShape(f.callable, f.comment, sources.checker)
    return [
      ...errorGaps(f, reader, validation, functions).map((what) => gap('errors', what)),
      ...(shapes.length > 0 ? [gap('shapes', `no shape of ${shapes.join(', ')}`)] : []),
      ...(examples.call(f) ? [] : [gap('example', 'no example that calls it')]),
      ...(!isOneObject(f) && reader.loops(f.callable) && !saysCost(f)
        ? [gap('cost', 'no cost, as `@remarks O(…)`')]
        : []),
    ]
  })
  // without the compiler's trees, which other test files of the process would keep
  return {
    functions: functions.map(({ package: of, name, where, kind }) => ({ package: of, name, where, kind })),
    gaps,
  }
}

function errorGaps(
  f: PublicFunction,
  reader: Reader,
  validation: Validation,
  functions: readonly PublicFunction[],
): string[] {
  const needed = validation.errors(f.callable)
  const texts = tagged(ownComment(f), 'throws')
  const named = texts.flatMap((t) => [...t.matchAll(/\b[A-Z]\w*Error\b/g)].map((m) => m[0]))
  const references = texts.flatMap(referredTo)
  if (texts.length === 0) return needed.size > 0 ? [`no @throws; it throws ${[...needed].join(', ')}`] : []
  const unknown = references.filter(
    (name) =>
      !functions.some(
        (g) => g.name.replace('new ', '') === name && tagged(ownComment(g), 'throws').length > 0,
      ),
  )
  if (unknown.length > 0) return [`@throws as ${unknown.join(', ')}, which has none`]
  if (named.length + references.length === 0) return ['@throws names no error']
  const possible = reader.mayThrow(f.callable)
  const never = named.filter((e) => e !== 'BuridanError' && !possible.has(e))
  if (never.length > 0) return [`@throws ${never.join(', ')}, which nothing that it calls throws`]
  const met =
    references.length > 0 ||
    needed.size === 0 ||
    needed.has('BuridanError') ||
    named.some((e) => e === 'BuridanError' || needed.has(e))
  return met ? [] : [`@throws names none of what bad arguments bring about: ${[...needed].join(', ')}`]
}

/** A constructor may be described with its class. */
function ownComment({ kind, comment, ofClass }: PublicFunction): Comment {
  if (kind !== 'constructor') return comment
  return { text: `${ofClass.text}\n${comment.text}`, tags: [...ofClass.tags, ...comment.tags] }
}

/** What is always the same takes always the same time. */
function isOneObject({ kind, callable }: PublicFunction): boolean {
  return kind === 'function' && callable.parameters.length === 0
}

function saysCost(f: PublicFunction): boolean {
  const comment = ownComment(f)
  const remarks = tagged(comment, 'remarks')
  return (
    [comment.text, ...remarks].some((t) => /\bO\(|\b[Cc]onstant time\b/.test(t)) ||
    remarks.some((t) => referredTo(t).length > 0)
  )
}

/** The examples that are run where one may look for a call of a function. */
class Examples {
  readonly #functions: readonly PublicFunction[]
  readonly #results: ReadonlyMap<PublicFunction, string>

  constructor(functions: readonly PublicFunction[], checker: Sources['checker']) {
    this.#functions = functions
    this.#results = new Map(
      functions.map((f) => {
        const signature = f.kind === 'function' ? checker.getSignatureFromDeclaration(f.callable) : undefined
        return [f, signature ? checker.typeToString(checker.getReturnTypeOfSignature(signature)) : '']
      }),
    )
  }

  /**
   * Whether an example calls the function: its own or one in the same file; for members also those of the class, of its
   * other members and of the functions that make it.
   */
  call(f: PublicFunction): boolean {
    const [file] = f.where.split(':')
    const inFile = this.#functions.filter((g) => g.where.startsWith(`${file}:`))
    if (f.className === undefined) return uses(inFile, `\\b${f.name}\\b`)
    const made = new RegExp(`\\b${f.className}\\b`)
    const makers = this.#functions.filter((g) => g.package === f.package && made.test(this.#results.get(g)!))
    const use = f.kind === 'constructor' ? `\\bnew ${f.className}\\(` : `\\.${f.name.split('.')[1]}\\b`
    return uses([...inFile, ...makers], use)
  }
}

function uses(where: readonly PublicFunction[], pattern: string): boolean {
  const use = new RegExp(pattern)
  return where.some((f) => calls(f.comment, use) || calls(f.ofClass, use))
}

function calls(comment: Comment, use: RegExp): boolean {
  return tagged(comment, 'example')
    .flatMap((t) => [...t.matchAll(/```ts\n([\s\S]*?)```/g)])
    .some((m) => use.test(m[1]!.replace(/^import .*$/gm, '')))
}
