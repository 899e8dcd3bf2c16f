import ts from 'typescript'
import { type Call, callAt, runsAtOnce, walk } from './calls.js'
import { type Callable, isOurs, type Sources } from './program.js'

/** Methods of arrays that go over all of them, and functions that make arrays. */
const GOES_OVER =
  /^(map|forEach|reduce|reduceRight|filter|some|every|flatMap|find|findIndex|findLast|findLastIndex|from|slice|fill|sort|toSorted|concat|flat|join|split|fromEntries|stringify|parse)$/

/** What is read off the body of one function, and of the closures in it. */
export interface Facts {
  /** Names of the error classes that are thrown or made, also later by what is returned. */
  readonly errors: ReadonlySet<string>
  readonly calls: readonly Call[]
  /** Calls on the way from beginning to end. */
  readonly atOnce: readonly Call[]
  /** Whether there is a loop on that way. */
  readonly loops: boolean
}

/** Reads functions, each once. */
export class Reader {
  readonly #facts = new Map<Callable, Facts>()
  readonly #throws = new Map<Callable, ReadonlySet<string>>()
  readonly #loops = new Map<Callable, boolean>()

  constructor(readonly sources: Sources) {}

  facts(callable: Callable): Facts {
    const known = this.#facts.get(callable)
    if (known) return known
    const read = this.#read(callable)
    this.#facts.set(callable, read)
    return read
  }

  /** Errors that the function or something that it calls, however deep, may throw. */
  mayThrow(callable: Callable): ReadonlySet<string> {
    const known = this.#throws.get(callable)
    if (known) return known
    const errors = new Set<string>()
    for (const c of this.#reached(callable, (f) => f.calls))
      for (const e of this.facts(c).errors) errors.add(e)
    this.#throws.set(callable, errors)
    return errors
  }

  /** Whether the function or something that it surely calls, however deep, has a loop. */
  loops(callable: Callable): boolean {
    let known = this.#loops.get(callable)
    if (known === undefined) {
      known = [...this.#reached(callable, (f) => f.atOnce)].some((c) => this.facts(c).loops)
      this.#loops.set(callable, known)
    }
    return known
  }

  #reached(from: Callable, calls: (facts: Facts) => readonly Call[]): Set<Callable> {
    const reached = new Set([from])
    for (const c of reached)
      for (const { targets } of calls(this.facts(c))) for (const t of targets) reached.add(t)
    return reached
  }

  #read(callable: Callable): Facts {
    const errors = new Set<string>()
    const calls = new Map<ts.Node, Call>()
    walk(callable, (node) => {
      const error = errorMade(node, this.sources.checker)
      if (error) errors.add(error)
      const call = callAt(node, this.sources)
      if (call) calls.set(node, call)
    })
    const atOnce: Call[] = []
    let loops = false
    walk(
      callable,
      (node) => {
        if (isWithin(node, callable, ts.isThrowStatement)) return
        loops ||= isLoop(node, this.sources.checker)
        const call = calls.get(node)
        if (call?.certain && call.args) atOnce.push(call)
      },
      runsAtOnce,
    )
    return { errors, calls: [...calls.values()], atOnce, loops }
  }
}

/** The class of error that an expression makes, or that a statement throws; undefined for errors of others. */
export function errorMade(node: ts.Node, checker: ts.TypeChecker): string | undefined {
  const made = ts.isThrowStatement(node) ? node.expression : node
  const isMade = ts.isNewExpression(made) ? made.expression.getText().endsWith('Error') : made !== node
  const { symbol } = isMade ? checker.getTypeAtLocation(made) : {}
  const own = symbol?.declarations?.some((d) => ts.isClassDeclaration(d) && isOurs(d.getSourceFile()))
  return own && symbol!.name.endsWith('Error') ? symbol!.name : undefined
}

/** Whether a node stands in one of a kind, within a function. */
export function isWithin(node: ts.Node, callable: Callable, kind: (node: ts.Node) => boolean): boolean {
  for (let at = node; at && at !== callable; at = at.parent) if (kind(at)) return true
  return false
}

function isLoop(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (ts.isIterationStatement(node, false)) return true
  if (ts.isSpreadElement(node)) return true
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false
  if (ts.isNewExpression(node)) {
    const [length] = node.arguments ?? []
    return /Array$/.test(node.expression.getText()) && length !== undefined && !ts.isNumericLiteral(length)
  }
  if (!ts.isPropertyAccessExpression(node.expression)) return false
  const { name, expression } = node.expression
  return GOES_OVER.test(name.text) && !isConstant(expression, checker)
}

/** Whether an expression is a list written out in the source: going over it takes constant time. */
function isConstant(node: ts.Expression, checker: ts.TypeChecker): boolean {
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node))
    return isConstant(node.expression, checker)
  if (ts.isArrayLiteralExpression(node)) return node.elements.every((e) => !ts.isSpreadElement(e))
  if (ts.isStringLiteral(node) || ts.isRegularExpressionLiteral(node)) return true
  if (!ts.isIdentifier(node)) return false
  const declared = checker.getSymbolAtLocation(node)?.valueDeclaration
  return (
    declared !== undefined &&
    ts.isVariableDeclaration(declared) &&
    declared.initializer !== undefined &&
    isConstant(declared.initializer, checker)
  )
}
