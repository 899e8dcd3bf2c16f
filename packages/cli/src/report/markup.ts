import { printableLines } from '@buridan/core'

/** A piece of HTML, made by {@link html} or drawn by the library of plots. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | readonly Markup[] | string | number

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * HTML from a template. What is put in is shown as text, in elements and in quoted attributes alike, unless it is a piece of HTML itself: names
 * in files of others cannot become elements because somebody forgot to escape them. Marks that turn or hide the text beside them are written out.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((text, next, i) => text + written(parts[i - 1]!) + next))
}

function written(part: Part): string {
  if (part instanceof Markup) return part.text
  if (Array.isArray(part)) return (part as readonly Markup[]).map((p) => p.text).join('\n')
  return printableLines(String(part)).replace(/[&<>"']/g, (c) => ENTITIES[c]!)
}
