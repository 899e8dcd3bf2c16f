import ts from 'typescript'

interface Tag {
  readonly name: string
  /** The parameter, for `@param`. */
  readonly of?: string
  readonly text: string
}

/** A documentation comment: what stands before the tags, and those. */
export interface Comment {
  readonly text: string
  readonly tags: readonly Tag[]
}

/** The comments of declarations of one thing, such as overloads, as one. */
export function commentOf(declarations: readonly ts.Node[]): Comment {
  const parts = declarations.flatMap((d) => ts.getJSDocCommentsAndTags(d).filter(ts.isJSDoc).slice(-1))
  return {
    text: parts.map((p) => ts.getTextOfJSDocComment(p.comment) ?? '').join('\n'),
    tags: parts.flatMap((p) => (p.tags ?? []).map(read)),
  }
}

function read(tag: ts.JSDocTag): Tag {
  // from the source: the compiler takes the word after @throws for a type, and links apart
  const whole = tag.getFullText().replace(/^[ \t]*\* ?/gm, '')
  const text = whole.replace(/^@\w+\s*/, '').trim()
  return {
    name: tag.tagName.text,
    ...(ts.isJSDocParameterTag(tag) ? { of: tag.name.getText() } : {}),
    text,
  }
}

/** The texts of the tags of a name. */
export function tagged(comment: Comment, ...names: readonly string[]): string[] {
  return comment.tags.filter((t) => names.includes(t.name)).map((t) => t.text)
}

/** The functions that a text refers to as in `As {@link stabilizer}`. */
export function referredTo(text: string): string[] {
  return [...text.matchAll(/\b[Aa]s (?:{@link ([\w.]+)}|`(\w+)`)/g)].map((m) => m[1] ?? m[2]!)
}
