import { relative } from 'node:path'
import ts from 'typescript'
import { type Comment, commentOf } from './comment.js'
import { type Callable, isOurs, root, type Sources } from './program.js'

/** A function, or a method, constructor or getter of a class, that users may call. */
export interface PublicFunction {
  readonly package: string
  readonly name: string
  /** File and line. */
  readonly where: string
  readonly kind: 'function' | 'method' | 'constructor' | 'getter'
  readonly callable: Callable
  readonly comment: Comment
  /** The comment of its class; empty for functions. */
  readonly ofClass: Comment
  /** The class, by name. */
  readonly className: string | undefined
}

/** What the entries of all packages export that can be called, each once, with the package that has its source. */
export function publicFunctions({ checker, exported }: Sources): PublicFunction[] {
  const found = new Map<Callable, PublicFunction>()
  const all = [...exported].flatMap(([from, symbols]) => symbols.map((symbol) => ({ from, symbol })))
  for (const { from, symbol } of all) {
    for (const declaration of symbol.declarations ?? []) {
      if (!isOurs(declaration.getSourceFile())) continue
      for (const f of declared(declaration, symbol.name, checker)) {
        const file = f.callable.getSourceFile()
        const path = relative(root, file.fileName)
        const line = file.getLineAndCharacterOfPosition(f.callable.getStart()).line + 1
        found.set(f.callable, {
          ...f,
          package: path.startsWith('packages/') ? path.split('/')[1]! : from,
          where: `${path}:${line}`,
        })
      }
    }
  }
  return [...found.values()]
}

type Declared = Omit<PublicFunction, 'package' | 'where'>

const NO_COMMENT: Comment = { text: '', tags: [] }

function declared(declaration: ts.Declaration, name: string, checker: ts.TypeChecker): Declared[] {
  const alone = { kind: 'function', name, ofClass: NO_COMMENT, className: undefined } as const
  if (ts.isFunctionDeclaration(declaration)) {
    // of overloads the one with the body
    return declaration.body
      ? [{ ...alone, callable: declaration, comment: commentOf(overloads(declaration, checker)) }]
      : []
  }
  if (ts.isVariableDeclaration(declaration)) {
    const value = declaration.initializer
    return value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value))
      ? [{ ...alone, callable: value, comment: commentOf([declaration.parent.parent]) }]
      : []
  }
  const isError = name.endsWith('Error')
  return ts.isClassDeclaration(declaration) && !isError ? members(declaration, checker) : []
}

function throws(node: ts.Node): boolean {
  return ts.isThrowStatement(node) || ts.forEachChild(node, throws) === true
}

function overloads(
  declaration: ts.FunctionDeclaration | ts.ClassElement,
  checker: ts.TypeChecker,
): readonly ts.Declaration[] {
  const name = declaration.name
  return (name && checker.getSymbolAtLocation(name)?.declarations) ?? [declaration]
}

function members(declared: ts.ClassDeclaration, checker: ts.TypeChecker): Declared[] {
  const ofClass = commentOf([declared])
  const className = declared.name!.text
  const abstract = declared.modifiers?.some((m) => m.kind === ts.SyntaxKind.AbstractKeyword)
  return declared.members.flatMap((member): Declared[] => {
    const hidden =
      ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)
    if (hidden || (member.name && !ts.isIdentifier(member.name))) return []
    if (!ts.isConstructorDeclaration(member) && !ts.isMethodDeclaration(member) && !ts.isGetAccessor(member))
      return []
    if (!member.body || (abstract && ts.isConstructorDeclaration(member))) return []
    const kind = ts.isConstructorDeclaration(member)
      ? 'constructor'
      : ts.isGetAccessor(member)
        ? 'getter'
        : 'method'
    const comment = inherited(member, declared, checker)
    // properties without checks say what they are; the library makes its errors itself
    if (kind === 'getter' && !throws(member.body)) return []
    if (!comment || comment.tags.some((t) => t.name === 'internal')) return []
    const name = kind === 'constructor' ? `new ${className}` : `${className}.${member.name!.getText()}`
    return [{ kind, name, callable: member, comment, ofClass, className }]
  })
}

/** A member's comment, or that of the member it implements; undefined where a library outside documents it. */
function inherited(
  member: ts.ClassElement,
  of: ts.ClassDeclaration,
  checker: ts.TypeChecker,
): Comment | undefined {
  const own = commentOf(member.name ? overloads(member as ts.MethodDeclaration, checker) : [member])
  if (!member.name) return own
  const isStatic = (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0
  const above = overridden(member.name.getText(), isStatic, of, checker)
  // what the first of them overrides is not ours
  const first = above.at(-1) ?? member
  if (ts.canHaveModifiers(first) && first.modifiers?.some((m) => m.kind === ts.SyntaxKind.OverrideKeyword))
    return undefined
  return own.text === '' && above.length > 0 ? commentOf(above) : own
}

/** The declarations of a member in the classes and interfaces above a class. */
function overridden(
  name: string,
  isStatic: boolean,
  of: ts.ClassDeclaration,
  checker: ts.TypeChecker,
): ts.Node[] {
  return (of.heritageClauses ?? [])
    .flatMap((clause) => clause.types)
    .flatMap((type) => {
      const above = checker.getTypeAtLocation(isStatic ? type.expression : type)
      const classes = above.symbol?.declarations?.filter(ts.isClassDeclaration) ?? []
      const found = above.getProperty(name)?.declarations ?? []
      return [...found, ...classes.flatMap((c) => overridden(name, isStatic, c, checker))]
    })
}
