import { compose, type Permutation } from '@buridan/core'
import type { ElementList } from '@buridan/permutations'
/**
 * The characters χ of an abelian group, each as numbers k for the elements, χ = exp(2πik / exponent).
 *
 * From the trivial group on, an element g with gᵐ the first power in the subgroup S so far has χ(g) with χ(g)ᵐ = χ(gᵐ) for
 * each χ of S: m solutions, as many as ⟨S, g⟩ has times the elements.
 *
 * O(order² + order · degree).
 */
export function abelianCharacters(list: ElementList, exponent: number): Int32Array[] {
  let characters: Int32Array[] = [new Int32Array(list.order)]
  // element 0 is the identity
  let members = [0]
  for (const g of list.group.ownGenerators) {
    const inside = new Set(members)
    const powers: Permutation[] = [list.view(0).slice()]
    let closing: Permutation = g
    while (!inside.has(list.indexOf(closing))) {
      powers.push(closing)
      closing = compose(g, closing)
    }
    const m = powers.length
    if (m === 1) continue
    const end = list.indexOf(closing)
    const cosets = powers.map((power) => members.map((x) => list.indexOf(compose(power, list.view(x)))))
    characters = characters.flatMap((chi) =>
      Array.from({ length: m }, (_, t) => {
        const step = chi[end]! / m + (exponent / m) * t
        const extended = new Int32Array(list.order)
        cosets.forEach((coset, i) => {
          coset.forEach((x, s) => {
            extended[x] = (chi[members[s]!]! + i * step) % exponent
          })
        })
        return extended
      }),
    )
    members = cosets.flat()
  }
  return characters
}
