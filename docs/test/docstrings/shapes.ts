import ts from 'typescript'
import { type Comment, tagged } from './comment.js'
import type { Callable } from './program.js'

/** Words that say how long an array is, and what stands where. */
const SHAPE =
  /×|\brow-major\b|\blength\b|\blong\b|\bnumbers?\b|\bentr(y|ies)\b|\bdim\b|\bdimension|\bn − ?1\b|0\.\.|\bimages?\b|\[[^\]]+\]|\b(a|an|one|two|three|four|six|\d+) (\S+ )?(for|per|each|of) |\b(of|for|per) (each|every)\b|\ba row\b|\brows?\b|\bcolumns?\b|\bcoordinates?\b|\bpoints? 0|\bin (the )?order of\b|\bas many\b|\bpermutations?\b|\bvectors? of\b|\bscalars?\b/

/** The arrays of numbers among a function's parameters and results whose length its comment does not say. */
export function withoutShape(callable: Callable, comment: Comment, checker: ts.TypeChecker): string[] {
  const missing: string[] = []
  for (const p of callable.parameters) {
    if (!ts.isIdentifier(p.name)) continue
    if (!isTensor(p.type) && !isNumeric(checker.getTypeAtLocation(p), checker)) continue
    const name = p.name.text
    const own = comment.tags.filter((t) => t.name === 'param' && t.of === name).map((t) => t.text)
    const mention = new RegExp(`(^|[^\\w.])${name}\\b`)
    if (![...own, ...sentences(comment).filter((s) => mention.test(s))].some(says)) missing.push(name)
  }
  if (!ts.isConstructorDeclaration(callable)) {
    const signature = checker.getSignatureFromDeclaration(callable)
    const result = signature && awaited(checker.getReturnTypeOfSignature(signature), checker)
    const stated = [...tagged(comment, 'returns'), ...sentences(comment)]
    if (result && (isTensor(callable.type) || isNumeric(result, checker)) && !stated.some(says))
      missing.push('the result')
  }
  return missing
}

const says = (text: string): boolean => SHAPE.test(text)

function sentences(comment: Comment): string[] {
  return comment.text.replace(/\s+/g, ' ').split(/(?<=[.:;]) /)
}

function awaited(type: ts.Type, checker: ts.TypeChecker): ts.Type {
  return checker.getAwaitedType(type) ?? type
}

/** Tensors are told by name: the types of TensorFlow.js are not read. */
function isTensor(type: ts.TypeNode | undefined): boolean {
  return type !== undefined && /\btf\.(Tensor(\dD)?|Scalar)\b/.test(type.getText())
}

/** Whether a type is an array of numbers, or one of such arrays. */
function isNumeric(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.isUnion()) return type.types.some((t) => isNumeric(t, checker))
  const name = type.symbol?.name ?? ''
  if (/^(Float|Int|Uint|BigInt|BigUint)\d+(Clamped)?Array$/.test(name)) return true
  if (!checker.isArrayLikeType(type) && !/^(ArrayLike|Iterable)$/.test(name)) return false
  const elements = checker.getTypeArguments(type as ts.TypeReference)
  return elements.some((e) => (e.flags & ts.TypeFlags.NumberLike) !== 0 || isNumeric(e, checker))
}
