import type { AnyRepresentation } from '@buridan/groups'

/** Summands of the same representation. */
export interface Kind {
  readonly rep: AnyRepresentation
  readonly count: number
  readonly segments: readonly { readonly offset: number; readonly count: number }[]
}

/** The different summands of a representation, in the order in which each comes first. */
export function kindsOf(rep: AnyRepresentation): Kind[] {
  const kinds = new Map<string, Kind>()
  for (const { rep: part, count, offset } of rep.summands) {
    const before = kinds.get(part.key)
    kinds.set(part.key, {
      rep: part,
      count: (before?.count ?? 0) + count,
      segments: [...(before?.segments ?? []), { offset, count }],
    })
  }
  return [...kinds.values()]
}
