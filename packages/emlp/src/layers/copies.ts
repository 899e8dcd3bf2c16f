import { type AnyRepresentation, UnsupportedError } from '@buridan/groups'

/** One copy of a summand in the coordinates of a representation. */
export interface Copy {
  readonly rep: AnyRepresentation
  readonly offset: number
}

/** The copies of all summands, in the order of their coordinates. */
export function copiesOf(rep: AnyRepresentation): Copy[] {
  return rep.summands.flatMap(({ rep: part, count, offset }) =>
    Array.from({ length: count }, (_, c) => ({ rep: part, offset: offset + c * part.dim })),
  )
}

/** [dim, copies], 1 where a coordinate belongs to a copy: x² times this are the squared norms of copies. */
export function membership(rep: AnyRepresentation): { values: Float32Array; count: number } {
  const copies = copiesOf(rep)
  const values = new Float32Array(rep.dim * copies.length)
  copies.forEach(({ rep: part, offset }, c) => {
    for (let i = 0; i < part.dim; i++) values[(offset + i) * copies.length + c] = 1
  })
  return { values, count: copies.length }
}

/** Refuses representations whose norms the group changes. */
export function expectOrthogonal(rep: AnyRepresentation, layer: string): void {
  const wrong = rep.summands.find((s) => s.rep.structure === 'general')
  if (wrong) {
    throw new UnsupportedError(
      `${layer} uses norms, which ${rep.group.name} changes on ${wrong.rep.text}; use gates for it`,
    )
  }
}
