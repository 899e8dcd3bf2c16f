import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A runnable piece of documentation. */
export interface Snippet {
  /** File and line, for the test's name. */
  readonly where: string
  readonly code: string
}

/** The ```ts blocks of a Markdown file; blocks of one file that do not import start where the last one ended. */
export function markdownSnippets(file: string): Snippet[] {
  return fenced(readFileSync(file, 'utf8'), file)
}

/** The ```ts blocks of the doc comments of the TypeScript files below a folder. */
export function docCommentSnippets(folder: string): Snippet[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8').replace(/^[ \t]*\* ?/gm, '')
      return fenced(text, join(folder, name))
    })
}

function fenced(text: string, file: string): Snippet[] {
  const out: Snippet[] = []
  for (const match of text.matchAll(/^```ts\n([\s\S]*?)^```/gm)) {
    const line = text.slice(0, match.index).split('\n').length
    out.push({ where: `${file}:${line}`, code: match[1]! })
  }
  return out
}

/** What a snippet says it prints: the text after `// →` on lines with console.log, in order. */
export function expectedOutput(code: string): string[] {
  return code
    .split('\n')
    .filter((line) => line.includes('console.log('))
    .map((line) => /\/\/ → (.*)$/.exec(line)?.[1]?.trim() ?? '')
}
