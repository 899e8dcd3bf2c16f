import type { StructuredMap } from '@buridan/constraints'
import type { AnyRepresentation } from '@buridan/groups'
import { entryCount } from './map-entries.js'
import { arranged, isLong } from './product-maps.js'

/** Equivariant maps a ⊗ b → c, as {@link productMaps}. */
export type MapsOf = (
  a: AnyRepresentation,
  b: AnyRepresentation,
  c: AnyRepresentation,
) => readonly StructuredMap[]

/** Versions up to 0.2.1 took no products of representations with more maps. */
const FORMER_MOST = 256

/** The maps of products that are chosen from, found once for each three representations. */
export class KnownMaps {
  readonly #found = new Map<string, readonly StructuredMap[]>()

  /** @param former - whether to choose as versions up to 0.2.1 did: from the maps as they are found, and none where they are many */
  constructor(
    private readonly find: MapsOf,
    private readonly former: boolean,
  ) {}

  readonly of: MapsOf = (a, b, c) => {
    const key = `${a.key} ⊗ ${b.key} → ${c.key}`
    let maps = this.#found.get(key)
    if (!maps) this.#found.set(key, (maps = this.#look(a, b, c)))
    return maps
  }

  /** How many entries a map has, by which maps are put in order. */
  entries(map: StructuredMap): number {
    return this.former ? map.nonzeros : entryCount(map)
  }

  #look(...reps: Parameters<MapsOf>): readonly StructuredMap[] {
    if (!this.former) return isLong(...reps) ? [] : arranged(this.find(...reps), ...reps)
    const maps = this.find(...reps)
    return maps.length > FORMER_MOST ? [] : maps
  }
}
