import { numberOf } from '../numbers/number-of.js'

/** A value of a comment line or a column. */
export type Scalar = number | boolean | string

/** A value of a comment line: one, several, or rows of several. */
export type XyzValue = Scalar | readonly Scalar[] | readonly (readonly Scalar[])[]

/** An element of an array: a quoted word is a string, whatever it looks like. */
export interface Word {
  readonly text: string
  readonly quoted: boolean
}

const TRUE = /^(?:T|[tT]rue|TRUE)$/
const FALSE = /^(?:F|[fF]alse|FALSE)$/

/** Numbers or logical values separated by spaces or commas, one or several; any other text is a string. */
export function fromText(text: string): XyzValue {
  const words = text.trim().split(/\s*,\s*|\s+/)
  const found = typed(words)
  if (!found) return text
  return found.length === 1 ? found[0]! : found
}

/** Elements of an array. A quoted word is a string, and makes all elements strings. */
export function fromWords(words: readonly Word[]): readonly Scalar[] {
  const texts = words.map((w) => w.text)
  return (words.some((w) => w.quoted) ? undefined : typed(texts)) ?? texts
}

/** Words that are all numbers or all logical values. */
function typed(words: readonly string[]): readonly Scalar[] | undefined {
  const numbers = words.map(numberOf)
  if (numbers.every((v) => v !== undefined)) return numbers
  if (words.every((w) => TRUE.test(w) || FALSE.test(w))) return words.map((w) => TRUE.test(w))
  return undefined
}
