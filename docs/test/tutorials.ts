import { readFileSync } from 'node:fs'

/** A fenced block of a page. */
interface Block {
  readonly language: string
  /** `[name]` after the language: a file. */
  readonly name: string | undefined
  readonly text: string
  readonly line: number
}

/** What a page of a tutorial does, in order: its code is one program, its commands are run, its files written. */
export interface Tutorial {
  readonly files: readonly { readonly name: string; readonly text: string }[]
  /** All ts blocks without a name, one after the other. */
  readonly program: string
  /** What the program prints: comments after `// →`, and text blocks after code that prints without one. */
  readonly printed: readonly string[]
  readonly commands: readonly { readonly line: string; readonly output: string; readonly where: string }[]
}

function blocksOf(text: string): Block[] {
  return [...text.matchAll(/^```([a-z]+)(?: \[([^\]]+)\])?\n([\s\S]*?)^```$/gm)].map((m) => ({
    language: m[1]!,
    name: m[2],
    text: m[3]!,
    line: text.slice(0, m.index).split('\n').length,
  }))
}

export function readTutorial(file: string): Tutorial {
  const blocks = blocksOf(readFileSync(file, 'utf8'))
  const files: { name: string; text: string }[] = []
  const commands: { line: string; output: string; where: string }[] = []
  const printed: string[] = []
  let program = ''
  blocks.forEach((block, i) => {
    const { language, name, text, line } = block
    const next = blocks[i + 1]
    const output = next?.language === 'text' && next.name === undefined ? next.text : undefined
    if (name !== undefined) files.push({ name, text })
    else if (language === 'ts') {
      program += text
      printed.push(...saidIn(text))
      if (output !== undefined) printed.push(...output.trimEnd().split('\n'))
    } else if (language === 'sh' && text.startsWith('npx buridan')) {
      if (output === undefined) throw new Error(`${file}:${line}: a command without its output`)
      commands.push({ line: text.trim(), output, where: `${file}:${line}` })
    }
  })
  return { files, program, printed, commands }
}

/** The text after `// →` of lines that print. */
function saidIn(code: string): string[] {
  return code.split('\n').flatMap((line) => {
    const said = /console\.log\(.*\/\/ → (.*)$/.exec(line)?.[1]
    return said === undefined ? [] : [said.trim()]
  })
}

/** What stands for lines that a page leaves out, and at the end of a line for the rest of it. */
const LEFT_OUT = '…'

/**
 * Lines that were printed, with what a page leaves out left out: equal to the lines of the page if these are what was printed. A line `…` stands
 * for one line or more.
 */
export function elided(said: readonly string[], lines: readonly string[]): string[] {
  const out: string[] = []
  let at = 0
  lines.forEach((line, k) => {
    if (line === LEFT_OUT) {
      const next = lines[k + 1]
      const found = next === undefined ? said.length : said.findIndex((s, i) => i > at && matches(s, next))
      // one that is not found leaves everything as it was printed
      if (found > at) {
        out.push(LEFT_OUT)
        at = found
      }
      return
    }
    const own = said[at++]
    if (own !== undefined) out.push(matches(own, line) ? line : own)
  })
  return [...out, ...said.slice(at)]
}

function matches(said: string, line: string): boolean {
  return line.endsWith(LEFT_OUT) ? said.startsWith(line.slice(0, -LEFT_OUT.length).trimEnd()) : said === line
}

/** The words of a command, with single quotes as a shell takes them. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2]!)
}
