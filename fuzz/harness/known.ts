import { readFileSync } from 'node:fs'

/** A relation that does not hold yet, with a counterexample that must fail until it is mended. */
export interface KnownRelation {
  readonly name: string
  /** What is wrong, for people. */
  readonly why: string
  readonly given: unknown
}

/** Rows of a conformance file that are not met yet. */
export interface KnownRows {
  /** The file and who is asked: `crystals.jsonl, library`, or `command line`. */
  readonly runner: string
  readonly why: string
  readonly rows: readonly string[]
}

/** What fails and is known to: a list that may only shrink. */
export interface Known {
  readonly relations: readonly KnownRelation[]
  readonly conformance: readonly KnownRows[]
}

export function readKnown(text: string): Known {
  return JSON.parse(text) as Known
}

export const known: Known = readKnown(readFileSync(new URL('../known.json', import.meta.url), 'utf8'))

/** The names of all that is known: what a later list may only have fewer of. */
export function namesOf({ relations, conformance }: Known): string[] {
  return [
    ...relations.map(({ name }) => name),
    ...conformance.flatMap(({ runner, rows }) => rows.map((row) => `${runner}: ${row}`)),
  ]
}

/** The known rows of a runner. */
export function knownRows(runner: string): ReadonlySet<string> {
  return new Set(known.conformance.filter((k) => k.runner === runner).flatMap(({ rows }) => rows))
}
