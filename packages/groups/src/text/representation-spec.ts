import { InvalidFileError, shown, UnsupportedError } from '@buridan/core'
import { type AnyGroup, isSameGroup } from '../representation/any-group.js'
import { representationOf } from '../representation/any-representation.js'
import type { AnyRepresentation } from '../representation/representation.js'
import { parseAnyGroup } from './parse-group.js'
import { parseRepresentation } from './parse-representation.js'

/** A representation as two texts. */
export interface RepresentationSpec {
  readonly group: string
  readonly rep: string
}

/** Groups whose names are known to read back to the same generators. */
const readable = new WeakSet<AnyGroup>()

/**
 * A representation as text, to be saved; read back by {@link representationFromSpec}.
 *
 * @throws UnsupportedError for representations without a text ({@link Representation.hasText}), such as those on a subspace, and for a
 * group with a name given by the user that does not read back to it
 * @throws InvalidArgumentError if an argument is not a representation
 * @remarks O(length of the texts); a group that is saved for the first time is read back and compared.
 *
 * @example
 * ```ts
 * import { pointGroup, representationSpec, tensor } from '@buridan/groups'
 * console.log(representationSpec(tensor(pointGroup('Oh'), 2))) // → { group: 'Oh', rep: 'T(2)' }
 * ```
 */
export function representationSpec(rep: AnyRepresentation): RepresentationSpec {
  representationOf(rep, 'what is saved')
  if (!rep.hasText) {
    throw new UnsupportedError(
      `${rep.text.slice(0, 60)} has no text to save it by; build on a representation that has`,
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
  return { group: rep.group.name, rep: rep.text }
}

function readsBack(group: AnyGroup): boolean {
  try {
    return isSameGroup(group, parseAnyGroup(group.name))
  } catch {
    return false
  }
}

/**
 * Reads a representation back from its texts.
 *
 * @throws InvalidFileError if they are damaged
 * @remarks As {@link parseAnyGroup} and {@link parseRepresentation}.
 *
 * @example
 * ```ts
 * import { representationFromSpec } from '@buridan/groups'
 * console.log(representationFromSpec({ group: 'O(3)', rep: '2*V' }).dim) // → 6
 * ```
 */
export function representationFromSpec(spec: unknown): AnyRepresentation {
  const { group, rep } = (spec ?? {}) as Partial<RepresentationSpec>
  if (typeof group !== 'string' || typeof rep !== 'string') {
    throw new InvalidFileError(`a saved representation has texts for group and rep, not ${shown(spec)}`)
  }
  try {
    return parseRepresentation(parseAnyGroup(group), rep)
  } catch (cause) {
    throw new InvalidFileError(`the saved representation “${rep}” of “${group}” cannot be read`, { cause })
  }
}
