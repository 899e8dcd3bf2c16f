import {
  type AnyRepresentation,
  type RepresentationSpec,
  representationFromSpec,
  representationSpec,
} from '@buridan/groups'

/**
 * A representation as JSON-able text, as layers save it; read back by {@link fromSpec}.
 *
 * @throws UnsupportedError for restrictions of regular or user-defined representations, which have no text, and for a
 * group given a name of the user's own, which does not read back to it
 * @remarks O(length of the text).
 *
 * @example
 * ```ts
 * import { fromSpec, toSpec } from '@buridan/emlp'
 * import { pointGroup, tensor } from '@buridan/groups'
 * console.log(fromSpec(toSpec(tensor(pointGroup('Oh'), 2))).text) // → T(2)
 * ```
 */
export function toSpec(rep: AnyRepresentation): RepresentationSpec {
  const spec = representationSpec(rep)
  return { group: escapeCase(spec.group), rep: escapeCase(spec.rep) }
}

/** TensorFlow.js turns strings in a layer's configuration to snake case and back, so capitals and _ are escaped by ~. */
function escapeCase(text: string): string {
  return text.replace(/[A-Z]/g, (c) => `~${c.toLowerCase()}`).replaceAll('_', '~-')
}

function unescapeCase(text: unknown): unknown {
  if (typeof text !== 'string') return text
  return text.replaceAll('~-', '_').replace(/~([a-z])/g, (_, c: string) => c.toUpperCase())
}

/**
 * Reads a representation back from its text.
 *
 * @throws InvalidFileError if the text is damaged
 * @remarks O(length of the text), and what the group takes to be made.
 */
export function fromSpec(spec: unknown): AnyRepresentation {
  if (typeof spec !== 'object' || spec === null) return representationFromSpec(spec)
  const { group, rep } = spec as Partial<RepresentationSpec>
  return representationFromSpec({ group: unescapeCase(group), rep: unescapeCase(rep) })
}
