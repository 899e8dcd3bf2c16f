import { BusyError } from '@buridan/groups'

/** One list for all copies of the package in a process: a network may be trained by two of them. */
const LIST = Symbol.for('@buridan/emlp/in-use')

/** What is in use, with what it is in the words of who asks for it meanwhile. */
function inUse(): WeakMap<object, string> {
  const known: unknown = Reflect.get(globalThis, LIST)
  if (known instanceof WeakMap) return known
  const list = new WeakMap<object, string>()
  Reflect.set(globalThis, LIST, list)
  return list
}

/**
 * Takes things for one work, all of them or none; returns what gives them back.
 *
 * @param things - each with the sentence that refuses a second work
 * @throws BusyError if one of them is taken
 */
export function taken(things: ReadonlyMap<object, string>): () => void {
  const list = inUse()
  for (const thing of things.keys()) {
    const why = list.get(thing)
    if (why !== undefined) throw new BusyError(why)
  }
  for (const [thing, why] of things) list.set(thing, why)
  return () => {
    for (const thing of things.keys()) list.delete(thing)
  }
}
