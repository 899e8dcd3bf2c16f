import type { Expression } from './expressions.js'

/** The same representation written otherwise, by laws that keep the order of coordinates; which ones a seed decides. */
export function rewritten(e: Expression, seed: number): Expression {
  const next = (seed * 31 + 7) % 101
  if (typeof e === 'string') return seed % 3 === 0 ? around(e, seed) : e
  if ('parts' in e) {
    const parts = e.parts.map((p, i) => rewritten(p, next + i))
    return seed % 2 === 0 ? bracketed(e.op, parts) : { op: e.op, parts }
  }
  const of = rewritten(e.of, next)
  if (e.op === 'n' && seed % 2 === 0) return { op: '+', parts: Array<Expression>(e.k).fill(of) }
  if (e.op === '^' && seed % 2 === 0) {
    return e.k === 0 ? 'T(0)' : { op: '*', parts: Array<Expression>(e.k).fill(of) }
  }
  return { ...e, of }
}

/** What changes nothing, around a representation. */
function around(e: Expression, seed: number): Expression {
  switch (seed % 5) {
    case 0:
      return { op: 'dual', of: { op: 'dual', of: e } }
    case 1:
      return { op: '*', parts: ['T(0)', e] }
    case 2:
      return { op: 'Sym', k: 1, of: e }
    case 3:
      return { op: 'Alt', k: 1, of: e }
    default:
      return { op: 'n', k: 1, of: { op: '^', k: 1, of: e } }
  }
}

/** (a b) c … for a b c …. */
function bracketed(op: '+' | '*', parts: readonly Expression[]): Expression {
  return parts.reduce((a, b) => ({ op, parts: [a, b] }))
}

/** Another representation with one small change: a name, a number, the order of parts. */
export function changed(e: Expression, seed: number): Expression {
  if (typeof e === 'string') return OTHER[e] ?? 'T(0)'
  const next = (seed * 31 + 7) % 101
  if ('parts' in e) {
    if (seed % 3 === 0) return { op: e.op, parts: [...e.parts].reverse() }
    const at = seed % e.parts.length
    return { op: e.op, parts: e.parts.map((p, i) => (i === at ? changed(p, next) : p)) }
  }
  if (e.op === 'dual') return seed % 2 === 0 ? e.of : { op: 'dual', of: changed(e.of, next) }
  if (seed % 3 === 0) return { ...e, of: changed(e.of, next) }
  if (seed % 3 === 1 && (e.op === 'Sym' || e.op === 'Alt'))
    return { ...e, op: e.op === 'Sym' ? 'Alt' : 'Sym' }
  return { ...e, k: (e.k % 3) + 1 }
}

const OTHER: Readonly<Record<string, string>> = { V_a: 'V_b', V_b: 'V_a', P: 'T(0)', V: 'T(0)' }
