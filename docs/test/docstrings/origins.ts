import ts from 'typescript'
import { symbolOf } from './calls.js'
import { type Callable, isOurs } from './program.js'

/** Numbers of parameters of a function. */
export type Parameters = ReadonlySet<number>

const NOTHING: Parameters = new Set()

/** From which parameters the values in a function come: as they are or a part of them, or by any calculation. */
export class Origins {
  readonly #asGiven = new Map<ts.Symbol, Parameters>()
  readonly #calculated = new Map<ts.Symbol, Parameters>()
  readonly #checker: ts.TypeChecker

  constructor(callable: Callable, checker: ts.TypeChecker) {
    this.#checker = checker
    callable.parameters.forEach((p, i) => this.#bind(p.name, new Set([i]), new Set([i])))
    if (callable.body) this.#read(callable.body)
  }

  /** The parameters that an expression is, or is a part of. */
  asGiven(node: ts.Expression): Parameters {
    if (ts.isIdentifier(node)) return this.#of(node, this.#asGiven)
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      // an object of a class was checked when it was made
      return this.#isOfOurClass(node.expression) ? NOTHING : this.asGiven(node.expression)
    }
    if (ts.isCallExpression(node)) return this.#ofCall(node)
    if (ts.isBinaryExpression(node)) {
      const either = [
        ts.SyntaxKind.QuestionQuestionToken,
        ts.SyntaxKind.BarBarToken,
        ts.SyntaxKind.CommaToken,
      ]
      return either.includes(node.operatorToken.kind) ? this.#ofParts(node) : NOTHING
    }
    const passes =
      ts.isParenthesizedExpression(node) ||
      ts.isNonNullExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isSatisfiesExpression(node) ||
      ts.isSpreadElement(node) ||
      ts.isAwaitExpression(node) ||
      ts.isConditionalExpression(node) ||
      ts.isArrayLiteralExpression(node)
    return passes ? this.#ofParts(node) : NOTHING
  }

  /** The parameters from which a node is calculated in any way. */
  calculated(node: ts.Node): Parameters {
    const found = new Set<number>()
    const step = (n: ts.Node): void => {
      if (ts.isIdentifier(n)) for (const i of this.#of(n, this.#calculated)) found.add(i)
      ts.forEachChild(n, step)
    }
    step(node)
    return found
  }

  #of(node: ts.Identifier, known: ReadonlyMap<ts.Symbol, Parameters>): Parameters {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? this.#checker.getShorthandAssignmentValueSymbol(node.parent)
      : this.#checker.getSymbolAtLocation(node)
    return (symbol && known.get(symbol)) ?? NOTHING
  }

  #ofParts(node: ts.Node): Parameters {
    const found = new Set<number>()
    ts.forEachChild(node, (n) => {
      for (const i of this.asGiven(n as ts.Expression)) found.add(i)
    })
    return found
  }

  /** A check that returns its argument passes it on, and so do methods of arrays and the language's own functions. */
  #ofCall(node: ts.CallExpression): Parameters {
    const receiver = ts.isPropertyAccessExpression(node.expression) ? [node.expression.expression] : []
    const given = [...receiver, ...node.arguments].map((a) => this.asGiven(a))
    if (given.every((g) => g.size === 0)) return NOTHING
    const declaration = symbolOf(node.expression, this.#checker)?.valueDeclaration
    if (!declaration || !isOurs(declaration.getSourceFile())) return new Set(given.flatMap((g) => [...g]))
    const { parameters: [first] = [], type } = ts.isFunctionDeclaration(declaration) ? declaration : {}
    const same = first?.type && type && first.type.getText() === type.getText()
    return same && node.arguments[0] ? this.asGiven(node.arguments[0]) : NOTHING
  }

  #isOfOurClass(node: ts.Expression): boolean {
    const type = this.#checker.getNonNullableType(this.#checker.getTypeAtLocation(node))
    return (type.isUnion() ? type.types : [type]).every((t) =>
      t.symbol?.declarations?.some((d) => ts.isClassDeclaration(d) && isOurs(d.getSourceFile())),
    )
  }

  #read(node: ts.Node): void {
    if (ts.isVariableDeclaration(node) && node.initializer) {
      this.#bind(node.name, this.asGiven(node.initializer), this.calculated(node.initializer))
    }
    if (ts.isForOfStatement(node) && ts.isVariableDeclarationList(node.initializer)) {
      const given = this.asGiven(node.expression)
      for (const d of node.initializer.declarations)
        this.#bind(d.name, given, this.calculated(node.expression))
    }
    if (ts.isFunctionLike(node) && ts.isCallExpression(node.parent)) {
      // what is called back with: elements of what it is called on
      const given = this.#ofCall(node.parent)
      const whole = this.calculated(node.parent.expression)
      for (const p of node.parameters) if (ts.isParameter(p)) this.#bind(p.name, given, whole)
    }
    ts.forEachChild(node, (n) => this.#read(n))
  }

  #bind(name: ts.BindingName, given: Parameters, calculated: Parameters): void {
    if (!ts.isIdentifier(name)) {
      for (const e of name.elements) if (!ts.isOmittedExpression(e)) this.#bind(e.name, given, calculated)
      return
    }
    const symbol = this.#checker.getSymbolAtLocation(name)
    if (!symbol) return
    this.#asGiven.set(symbol, given)
    this.#calculated.set(symbol, calculated)
  }
}
