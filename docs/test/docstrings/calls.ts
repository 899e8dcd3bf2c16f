import ts from 'typescript'
import { type Callable, callableOf, isOurs, original, type Sources } from './program.js'

/** A place in a function that calls others of ours, or hands one on to be called. */
export interface Call {
  readonly node: ts.Node
  /** Functions with a body that may be meant: several where only an interface is known. */
  readonly targets: readonly Callable[]
  /** Whether the target is the only one there can be. */
  readonly certain: boolean
  /** The arguments; undefined where a function is handed on. */
  readonly args: readonly ts.Expression[] | undefined
}

/** What a node of a function's body calls, if it calls something of ours. */
export function callAt(node: ts.Node, { checker, byName }: Sources): Call | undefined {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const symbol = symbolOf(node.expression, checker)
    return symbol && meant(symbol, node, node.arguments ?? [], { checker, byName })
  }
  if (!ts.isIdentifier(node) || isNameOnly(node)) return undefined
  const symbol = symbolOf(node, checker)
  const getters = symbol && symbol.flags & ts.SymbolFlags.GetAccessor
  const handedOn = symbol && symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Method)
  return getters || handedOn ? meant(symbol, node, getters ? [] : undefined, { checker, byName }) : undefined
}

/** What an expression that is called names. */
export function symbolOf(node: ts.Expression, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (node.kind === ts.SyntaxKind.SuperKeyword) return checker.getTypeAtLocation(node).symbol
  const name = ts.isPropertyAccessExpression(node) ? node.name : node
  const symbol = checker.getSymbolAtLocation(name)
  return symbol && original(checker, symbol)
}

/** Whether an identifier is the callee of a call, seen there, or declares something. */
function isNameOnly(node: ts.Identifier): boolean {
  const { parent } = node
  const whole = ts.isPropertyAccessExpression(parent) && parent.name === node ? parent : node
  const user = whole.parent
  if ((ts.isCallExpression(user) || ts.isNewExpression(user)) && user.expression === whole) return true
  return 'name' in parent && parent.name === node && !ts.isPropertyAccessExpression(parent)
}

function meant(
  symbol: ts.Symbol,
  node: ts.Node,
  args: readonly ts.Expression[] | undefined,
  { checker, byName }: Pick<Sources, 'checker' | 'byName'>,
): Call | undefined {
  const ours = (symbol.declarations ?? []).filter((d) => isOurs(d.getSourceFile()))
  if (ours.length === 0) return undefined
  const found = ours.map((d) => callableOf(constructed(d, checker))).filter((c) => c !== undefined)
  if (found.length > 0) return { node, targets: found, certain: !mayBeOverridden(found[0]!), args }
  const open = ours.some((d) => !ts.isClassLike(d) && !ts.isParameter(d) && !ts.isVariableDeclaration(d))
  return open ? { node, targets: byName.get(symbol.name) ?? [], certain: false, args } : undefined
}

/** The class whose constructor a class runs: its own or the nearest inherited one. */
function constructed(declaration: ts.Declaration, checker: ts.TypeChecker): ts.Declaration {
  let at = declaration
  while (ts.isClassLike(at) && !callableOf(at)) {
    const above = at.heritageClauses?.find((h) => h.token === ts.SyntaxKind.ExtendsKeyword)?.types[0]
    const base = above && symbolOf(above.expression, checker)?.declarations?.find(ts.isClassLike)
    if (!base) break
    at = base
  }
  return at
}

function mayBeOverridden(callable: Callable): boolean {
  return ts.isClassLike(callable.parent) && callable.parent.modifiers?.some(isAbstract) === true
}

const isAbstract = ({ kind }: ts.ModifierLike): boolean => kind === ts.SyntaxKind.AbstractKeyword

/** Visits the nodes of a function's parameters and body, those of closures in it too where `enter` says so. */
export function walk(
  callable: Callable,
  visit: (node: ts.Node) => void,
  enter: (c: Callable) => boolean = () => true,
): void {
  const step = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && node !== callable && !enter(node as Callable)) return
    visit(node)
    ts.forEachChild(node, step)
  }
  for (const p of callable.parameters) if (p.initializer) step(p.initializer)
  if (callable.body) step(callable.body)
}

/** Whether a closure runs within the call of the function around it, as an argument to a call or a local function. */
export function runsAtOnce(closure: Callable): boolean {
  let node: ts.Node = closure.parent
  while (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) node = node.parent
  return ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isFunctionDeclaration(closure)
}
