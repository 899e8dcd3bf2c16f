import { BusyError } from '@buridan/groups'
import { acrossCopies } from '../core/across-copies.js'

/** What is in use, with what it is in the words of who asks for it meanwhile. */
const inUse = acrossCopies<WeakMap<object, string>>('in-use', WeakMap)

/** Whether a thing is in use. */
export function isTaken(thing: object): boolean {
  return inUse.has(thing)
}

/**
 * Takes things for one work, all of them or none; returns what gives them back.
 *
 * @param things - each with the sentence that refuses a second work
 * @throws BusyError if one of them is taken
 */
export function taken(things: ReadonlyMap<object, string>): () => void {
  for (const thing of things.keys()) {
    const why = inUse.get(thing)
    if (why !== undefined) throw new BusyError(why)
  }
  for (const [thing, why] of things) inUse.set(thing, why)
  return () => {
    for (const thing of things.keys()) inUse.delete(thing)
  }
}
