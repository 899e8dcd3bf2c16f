/**
 * A basis in Hermite's normal form of the lattice of whole vectors that some of them generate with multiples of a number along each axis: three
 * rows, upper triangular with a positive diagonal.
 *
 * @param vectors - of three whole numbers each
 * @param modulus - all vectors of its multiples belong to the lattice
 * @remarks O(vectors · log modulus). Cohen, *A Course in Computational Algebraic Number Theory*, 2.4.
 */
export function hermiteForm(vectors: readonly (readonly number[])[], modulus: number): number[][] {
  const rows: number[][] = []
  let rest = vectors.map((v) => [...v])
  for (let k = 0; k < 3; k++) {
    rest.push([0, 1, 2].map((i) => (i === k ? modulus : 0)))
    // Euclid's algorithm on the kth entries leaves one that is not 0
    let others = rest.filter((v) => v[k] !== 0)
    rest = rest.filter((v) => v[k] === 0)
    while (others.length > 1) {
      const least = others.reduce((a, b) => (Math.abs(b[k]!) < Math.abs(a[k]!) ? b : a))
      const next = [least]
      for (const v of others) {
        if (v === least) continue
        const times = Math.trunc(v[k]! / least[k]!)
        const smaller = v.map((x, i) => (x - times * least[i]!) % modulus)
        if (smaller[k] === 0) rest.push(smaller)
        else next.push(smaller)
      }
      others = next
    }
    const pivot = others[0]!
    rows.push(pivot[k]! < 0 ? pivot.map((x) => -x) : pivot)
  }
  return rows
}
