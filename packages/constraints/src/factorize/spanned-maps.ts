import type { AnyRepresentation } from '@buridan/groups'
import type { StructuredMap } from '../maps/structured-map.js'
import { Echelon } from './echelon.js'
import type { HomSpaces } from './hom-spaces.js'

/** Products of several maps a → through with one map through → b. */
interface Products {
  readonly a: AnyRepresentation
  readonly through: AnyRepresentation
  readonly firsts: readonly number[]
  readonly second: number
}

/** What of each Hom(a, b) the spaces so far account for. */
export class SpannedMaps {
  readonly #echelons = new Map<string, Echelon>()

  constructor(private readonly homs: HomSpaces) {}

  /** Numbers of all maps; none if they are too many. */
  mapsTo(a: AnyRepresentation, b: AnyRepresentation): number[] {
    return [...(this.homs.maps(a, b)?.keys() ?? [])]
  }

  /** Numbers of maps that complete what is covered of Hom(a, b). */
  remaining(a: AnyRepresentation, b: AnyRepresentation): number[] {
    const all = this.mapsTo(a, b)
    let echelon = this.#echelonOf(a, b)
    // the maps are independent of each other
    if (echelon.size === 0) return all
    return all.filter((i) => {
      const more = echelon.size < all.length ? echelon.with(this.homs.values(a, b, i)) : undefined
      if (more) echelon = more
      return more !== undefined
    })
  }

  remainingMaps(a: AnyRepresentation, b: AnyRepresentation): StructuredMap[] {
    return this.remaining(a, b).map((i) => this.homs.maps(a, b)![i]!)
  }

  /** Takes products from all sources to b if every one of them is new, or none. */
  accept(b: AnyRepresentation, sources: readonly Products[]): boolean {
    const updates: [string, Echelon][] = []
    for (const { a, through, firsts, second } of sources) {
      const rank = this.homs.maps(a, b)?.length ?? 0
      let echelon = this.#echelonOf(a, b)
      if (echelon.size + firsts.length > rank) return false
      for (const i of firsts) {
        const more = echelon.with(this.homs.productValues(a, through, b, i, second))
        if (!more) return false
        echelon = more
      }
      updates.push([keyOf(a, b), echelon])
    }
    for (const [key, echelon] of updates) this.#echelons.set(key, echelon)
    return true
  }

  #echelonOf(a: AnyRepresentation, b: AnyRepresentation): Echelon {
    return this.#echelons.get(keyOf(a, b)) ?? new Echelon()
  }
}

function keyOf(a: AnyRepresentation, b: AnyRepresentation): string {
  return `${a.key} → ${b.key}`
}
