import type { FamilyFigures } from './family-figures.js'
import type { AuditOrbitType } from './report.js'

/** The orbit types that occur, by order and name of the stabilizer. O(orbits). */
export function orbitTypesOf(
  families: readonly FamilyFigures[],
  samples: number,
  square: (v: number, name: string) => number,
): AuditOrbitType[] {
  const found = new Map<string, AuditOrbitType>()
  for (const { orbits, figures } of families) {
    orbits.forEach(({ stabilizer, members }, k) => {
      const { order = 1, name } = stabilizer ?? {}
      const key = `${order} ${name ?? ''}`
      const known = found.get(key)
      found.set(key, {
        stabilizerOrder: order,
        ...(name === undefined ? {} : { name }),
        samples: (known?.samples ?? 0) + members.length,
        orbits: (known?.orbits ?? 0) + 1,
        price: (known?.price ?? 0) + figures[k]!.price,
      })
    })
  }
  return [...found.values()]
    .sort(
      (a, b) =>
        compareOrders(a.stabilizerOrder, b.stabilizerOrder) || ((a.name ?? '') < (b.name ?? '') ? -1 : 1),
    )
    .map((type) => ({ ...type, price: square(type.price / samples, 'the price of an orbit type') }))
}

function compareOrders(a: number | string, b: number | string): number {
  if (a === 'infinite' || b === 'infinite') return Number(a === 'infinite') - Number(b === 'infinite')
  const [x, y] = [BigInt(a), BigInt(b)]
  return x < y ? -1 : x > y ? 1 : 0
}
