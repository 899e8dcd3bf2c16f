/** Digits on one side of the point at least; D exponents as Fortran writes them. No two parts can match the same letters: linear. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eEdD][+-]?\d+)?$/

/** The finite number that a word is, as programs of science write them; undefined for other words. O(length). */
export function numberOf(word: string): number | undefined {
  if (!NUMBER.test(word)) return undefined
  const value = Number(word.replace(/[dD]/, 'e'))
  return Number.isFinite(value) ? value : undefined
}
