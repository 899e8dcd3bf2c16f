import { readFileSync } from 'node:fs'

/** A relation that does not hold yet, with a counterexample that must fail until it is mended. */
export interface KnownRelation {
  readonly name: string
  /** What is wrong, for people. */
  readonly why: string
  readonly given: unknown
  /** Its name in the list before, where the relation was renamed. */
  readonly was?: string
}

/** Rows of a conformance file that are not met yet. */
export interface KnownRows {
  /** The file and who is asked: `crystals.jsonl, library`, or `command line`. */
  readonly runner: string
  readonly why: string
  readonly rows: readonly string[]
}

/** What fails and is known to. */
export interface Known {
  /** Whether the list may only shrink from here on. */
  readonly closed: boolean
  readonly relations: readonly KnownRelation[]
  readonly conformance: readonly KnownRows[]
}

export function readKnown(text: string): Known {
  return JSON.parse(text) as Known
}

export const known: Known = readKnown(readFileSync(new URL('../known.json', import.meta.url), 'utf8'))

/** The names of all that is known, those of the list before where `was` says so. */
function namesOf({ relations, conformance }: Known, before: boolean): string[] {
  return [
    ...relations.map(({ name, was }) => (before ? (was ?? name) : name)),
    ...conformance.flatMap(({ runner, rows }) => rows.map((row) => `${runner}: ${row}`)),
  ]
}

/** What a list has that the one before it has not; nothing is said of a list before the first that is closed. */
export function added(before: Known, after: Known): string[] {
  if (!before.closed) return []
  const there = new Set(namesOf(before, false))
  return [
    ...namesOf(after, true).filter((name) => !there.has(name)),
    ...(after.closed ? [] : ['opened again']),
  ]
}

/** The known rows of a runner. */
export function knownRows(runner: string): ReadonlySet<string> {
  return new Set(known.conformance.filter((k) => k.runner === runner).flatMap(({ rows }) => rows))
}
