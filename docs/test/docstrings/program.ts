import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A function, method, constructor, getter or closure. */
export type Callable = ts.FunctionLikeDeclaration

/** All packages as the compiler reads them, and what each shows to users. */
export interface Sources {
  readonly checker: ts.TypeChecker
  /** What the entries of a package export, by package. */
  readonly exported: ReadonlyMap<string, readonly ts.Symbol[]>
  /** Functions with a body by name, for calls of which only an interface is known. */
  readonly byName: ReadonlyMap<string, readonly Callable[]>
}

/** A file whose functions lack what their names say, by which the lint is tested. */
const SAMPLE = join(root, 'docs/test/docstrings/sample/sample.ts')

/** Reads all packages there are from source; types of dependencies are unknown. */
export function readSources(): Sources {
  const folders = readdirSync(join(root, 'packages')).filter((name) =>
    existsSync(join(root, 'packages', name, 'package.json')),
  )
  const entries = new Map(folders.map((name) => [name, entriesOf(join(root, 'packages', name))]))
  entries.set('sample', [SAMPLE])
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    customConditions: ['buridan-source'],
    strict: true,
    skipLibCheck: true,
    types: [],
    noEmit: true,
  }
  const program = ts.createProgram([...entries.values()].flat(), options, hostFor(options))
  const checker = program.getTypeChecker()
  const exported = new Map<string, ts.Symbol[]>()
  for (const [name, files] of entries) {
    const modules = files.map((file) => checker.getSymbolAtLocation(program.getSourceFile(file)!)!)
    exported.set(
      name,
      modules.flatMap((m) => checker.getExportsOfModule(m)).map((s) => original(checker, s)),
    )
  }
  const byName = new Map<string, Callable[]>()
  for (const file of program.getSourceFiles()) if (isOurs(file)) collectByName(file, byName)
  return { checker, exported, byName }
}

function entriesOf(folder: string): string[] {
  const { exports = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    exports?: Record<string, { 'buridan-source'?: string }>
  }
  return Object.values(exports).flatMap(({ 'buridan-source': entry }) => (entry ? [join(folder, entry)] : []))
}

/** Whether a file is a source of one of our packages. */
export function isOurs(file: ts.SourceFile): boolean {
  return isOurPath(file.fileName)
}

const PACKAGES = join(root, 'packages/')

function isOurPath(path: string): boolean {
  return path === SAMPLE || (path.startsWith(PACKAGES) && !path.includes('node_modules'))
}

/** Leaves out what is not ours: the types of TensorFlow.js and of Node take longer to read than all packages. */
function hostFor(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options)
  host.resolveModuleNameLiterals = (names, from) =>
    names.map(({ text }) =>
      /^[.#]|^@?buridan\b/.test(text)
        ? ts.resolveModuleName(text, from, options, host)
        : { resolvedModule: undefined },
    )
  return host
}

/** The symbol that an import or export stands for. */
export function original(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

function collectByName(node: ts.Node, byName: Map<string, Callable[]>): void {
  const named = namedFunction(node)
  if (named) byName.set(named.name, [...(byName.get(named.name) ?? []), named.callable])
  ts.forEachChild(node, (child) => collectByName(child, byName))
}

function namedFunction(node: ts.Node): { name: string; callable: Callable } | undefined {
  if ((ts.isMethodDeclaration(node) || ts.isGetAccessor(node)) && node.body) {
    return { name: node.name.getText(), callable: node }
  }
  if (!ts.isPropertyAssignment(node) && !ts.isPropertyDeclaration(node)) return undefined
  const callable = node.initializer && functionIn(node.initializer)
  return callable && { name: node.name.getText(), callable }
}

/** The function that an expression is. */
function functionIn(node: ts.Expression): ts.ArrowFunction | ts.FunctionExpression | undefined {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node) ? node : undefined
}

/** The functions with a body that a declaration is. */
export function callableOf(declaration: ts.Node): Callable | undefined {
  if (ts.isFunctionLike(declaration)) {
    return 'body' in declaration && declaration.body ? (declaration as Callable) : undefined
  }
  if (ts.isClassLike(declaration)) return declaration.members.find(isConstructorWithBody)
  if (ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration)) {
    return declaration.initializer && functionIn(declaration.initializer)
  }
  return ts.isPropertyAssignment(declaration) ? functionIn(declaration.initializer) : undefined
}

function isConstructorWithBody(member: ts.ClassElement): member is ts.ConstructorDeclaration {
  return ts.isConstructorDeclaration(member) && member.body !== undefined
}
