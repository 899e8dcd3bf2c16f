import {
  type FiniteGroup,
  InvalidFileError,
  parseGroup,
  parseRepresentation,
  type Representation,
  UnsupportedError,
} from '@buridan/groups'

/** A representation as text, as layers save it. */
export interface RepresentationSpec {
  group: string
  rep: string
}

/** Groups whose names were found to read back to the same generators. */
const readable = new WeakSet<FiniteGroup>()

/**
 * A representation as JSON-able text; read back by {@link fromSpec}.
 *
 * @throws UnsupportedError for restrictions of regular or user-defined representations, which have no text, and for a
 * group given a name of the user's own, which does not read back to it
 *
 * @example
 * ```ts
 * import { fromSpec, toSpec } from '@buridan/emlp'
 * import { pointGroup, tensor } from '@buridan/groups'
 * console.log(fromSpec(toSpec(tensor(pointGroup('Oh'), 2))).text) // → T(2)
 * ```
 */
export function toSpec(rep: Representation): RepresentationSpec {
  if (/Res\(|Sub\(/.test(rep.text)) {
    throw new UnsupportedError(
      `${rep.text.slice(0, 60)} has no text to save it by; build the model on a representation that has`,
    )
  }
  if (!readable.has(rep.group)) {
    if (!readsBack(rep.group)) {
      throw new UnsupportedError(
        `the name “${rep.group.name.slice(0, 60)}” does not read back to its group; make the group without a name of its own`,
      )
    }
    readable.add(rep.group)
  }
  return { group: escapeCase(rep.group.name), rep: escapeCase(rep.text) }
}

function readsBack(group: FiniteGroup): boolean {
  try {
    const again = parseGroup(group.name)
    return (
      again.degree === group.degree &&
      again.generators.length === group.generators.length &&
      again.generators.every((g, s) => g.every((v, i) => v === group.generators[s]![i]))
    )
  } catch {
    return false
  }
}

/** TensorFlow.js turns strings in a layer's configuration to snake case and back, so capitals and _ are escaped by ~. */
function escapeCase(text: string): string {
  return text.replace(/[A-Z]/g, (c) => `~${c.toLowerCase()}`).replaceAll('_', '~-')
}

function unescapeCase(text: string): string {
  return text.replaceAll('~-', '_').replace(/~([a-z])/g, (_, c: string) => c.toUpperCase())
}

/**
 * Reads a representation back from its text.
 *
 * @throws InvalidFileError if the text is damaged
 */
export function fromSpec(spec: unknown): Representation {
  const { group, rep } = (spec ?? {}) as Partial<RepresentationSpec>
  if (typeof group !== 'string' || typeof rep !== 'string') {
    throw new InvalidFileError(`a saved layer has no representation but ${JSON.stringify(spec)}`)
  }
  try {
    return parseRepresentation(parseGroup(unescapeCase(group)), unescapeCase(rep))
  } catch (cause) {
    throw new InvalidFileError(
      `a saved layer has the representation “${rep}” of “${group}”, which cannot be read`,
      { cause },
    )
  }
}
