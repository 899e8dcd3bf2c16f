/** Numbers for texts in alphabetical order, so that they do not depend on the order in which the texts come. */
export function numbersOf(texts: Iterable<string>): Map<string, number> {
  return new Map([...new Set(texts)].sort().map((text, i) => [text, i]))
}
