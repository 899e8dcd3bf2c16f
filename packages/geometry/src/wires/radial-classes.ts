/** Atoms that may be exchanged: of one kind and, to a distance, as far from the axis. */
export interface RadialClasses {
  /** The number of the class of each atom. */
  readonly numbers: Int32Array
  /** How far each atom is from the axis. */
  readonly radii: Float64Array
  /** An atom of the smallest class, so far from the axis at least, and the atoms of its class. */
  smallest(radius: number): { readonly atom: number; readonly targets: readonly number[] }
}

/**
 * @param points - two coordinates across the axis and one along it, for each atom
 * @param distance - atoms whose distances from the axis differ by less, or are joined by such, are of one class
 */
export function radialClasses(points: Float64Array, kinds: Int32Array, distance: number): RadialClasses {
  const radii = Float64Array.from(kinds, (_, i) => Math.hypot(points[3 * i]!, points[3 * i + 1]!))
  const order = [...kinds.keys()].sort((a, b) => kinds[a]! - kinds[b]! || radii[a]! - radii[b]!)
  const numbers = new Int32Array(kinds.length)
  const lists: number[][] = []
  order.forEach((p, k) => {
    const previous = order[k - 1]
    if (previous === undefined || kinds[previous] !== kinds[p] || radii[p]! - radii[previous]! > distance)
      lists.push([])
    lists.at(-1)!.push(p)
    numbers[p] = lists.length - 1
  })
  return {
    numbers,
    radii,
    smallest(radius) {
      // the last of a list is the furthest out
      const furthest = (list: readonly number[]) => radii[list.at(-1)!]!
      const [targets] = lists
        .filter((list) => furthest(list) >= radius)
        .sort((a, b) => a.length - b.length || furthest(b) - furthest(a))
      return { atom: targets!.at(-1)!, targets: targets! }
    },
  }
}
