import ts from 'typescript'
import { runsAtOnce, walk } from './calls.js'
import { errorMade, isWithin, type Reader } from './facts.js'
import { Origins, type Parameters } from './origins.js'
import type { Callable } from './program.js'

/** An error of a function itself, and the parameters that its condition depends on. */
interface Refusal {
  readonly error: string
  readonly on: Parameters
}

/** A call that hands on parameters as they are. */
interface Handing {
  readonly target: Callable
  /** The parameters of the caller, by parameter of the target. */
  readonly given: readonly Parameters[]
}

interface Own {
  readonly refusals: readonly Refusal[]
  readonly handings: readonly Handing[]
}

/** Which errors bad arguments bring about: those whose condition a parameter stands in, here or where it is handed on as it is. */
export class Validation {
  readonly #own = new Map<Callable, Own>()
  /** Errors by parameter; those that depend on no parameter, as after disposal, come last. */
  readonly #errors = new Map<Callable, readonly Set<string>[]>()
  readonly #reader: Reader

  constructor(reader: Reader, functions: readonly Callable[]) {
    this.#reader = reader
    const all = new Set(functions)
    for (const c of all) {
      const own = this.#read(c)
      this.#own.set(c, own)
      const errors = Array.from({ length: c.parameters.length + 1 }, () => new Set<string>())
      for (const { error, on } of own.refusals) {
        for (const i of on.size > 0 ? on : [c.parameters.length]) errors[i]!.add(error)
      }
      this.#errors.set(c, errors)
      for (const { target } of own.handings) all.add(target)
    }
    while ([...all].map((c) => this.#spread(c)).some(Boolean));
  }

  /** Names of the errors of a function that is called with bad arguments. */
  errors(callable: Callable): ReadonlySet<string> {
    return new Set(this.#errors.get(callable)!.flatMap((s) => [...s]))
  }

  /** Takes over the errors of what a function calls; whether there were new ones. */
  #spread(callable: Callable): boolean {
    const errors = this.#errors.get(callable)!
    const before = errors.map((s) => s.size).join()
    for (const { target, given } of this.#own.get(callable)!.handings) {
      this.#errors.get(target)!.forEach((thrown, parameter) => {
        for (const i of given[parameter] ?? []) for (const e of thrown) errors[i]!.add(e)
      })
    }
    return errors.map((s) => s.size).join() !== before
  }

  #read(callable: Callable): Own {
    const { checker } = this.#reader.sources
    const origins = new Origins(callable, checker)
    const refusals: Refusal[] = []
    const handings: Handing[] = []
    const calls = new Map(this.#reader.facts(callable).calls.map((c) => [c.node, c]))
    walk(
      callable,
      (node) => {
        if (isWithin(node, callable, isCaught)) return
        const error = ts.isThrowStatement(node) && errorMade(node, checker)
        if (error) refusals.push({ error, on: conditionsOf(node, callable, origins) })
        const call = calls.get(node)
        if (!call?.certain || isWithin(node, callable, ts.isThrowStatement)) return
        for (const target of call.targets) {
          const given = givenBy(call.args, node, target, origins)
          // what a private method refuses, such as use after disposal, its public one does
          if (target.name && ts.isPrivateIdentifier(target.name))
            given.push(new Set([callable.parameters.length]))
          handings.push({ target, given })
        }
      },
      runsAtOnce,
    )
    return { refusals, handings: handings.filter(({ given }) => given.some((g) => g.size > 0)) }
  }
}

function givenBy(
  args: readonly ts.Expression[] | undefined,
  node: ts.Node,
  target: Callable,
  origins: Origins,
): Parameters[] {
  if (!args) {
    // handed on to a method of an array, which calls it with the elements
    const call = node.parent
    const method =
      ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression) && call.expression
    return method ? [origins.asGiven(method.expression)] : []
  }
  return target.parameters.map((p, i) => {
    const passed = p.dotDotDotToken ? args.slice(i) : args.slice(i, i + 1)
    return new Set(passed.flatMap((a) => [...origins.asGiven(a)]))
  })
}

/** The parameters in the conditions under which a statement is reached; all of them if it always is. */
function conditionsOf(node: ts.Node, callable: Callable, origins: Origins): Parameters {
  const on = new Set<number>()
  let conditional = false
  for (let at = node; at !== callable; at = at.parent) {
    const { parent } = at
    const condition =
      ts.isIfStatement(parent) || ts.isSwitchStatement(parent) || ts.isForOfStatement(parent)
        ? parent.expression
        : ts.isForStatement(parent)
          ? parent.condition
          : undefined
    if (!condition || condition === at) continue
    conditional = true
    for (const i of origins.calculated(condition)) on.add(i)
  }
  return conditional ? on : new Set(callable.parameters.keys())
}

/** Whether errors of a block are caught; a handler may know them as what is expected. */
function isCaught(node: ts.Node): boolean {
  return (
    ts.isTryStatement(node.parent) && node.parent.catchClause !== undefined && node.parent.tryBlock === node
  )
}
