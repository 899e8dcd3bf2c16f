import type { EquivariantBasis } from '@buridan/constraints'
import { formatNpz } from '@buridan/data'
import { TooLargeError } from '@buridan/groups'
import { writeWhole } from '../atomic-write.js'

/** The most entries, zeros included, that are looked at for a file: some ten seconds. */
const MOST_ENTRIES = 4e9
/** The most entries other than zero that a file holds: a gigabyte. */
const MOST_NONZEROS = 5e7

/**
 * Writes the maps of an orthonormal basis to a NumPy archive, entries other than zero only: entry `value[e]` of map `index[e]` in row
 * `out[e]` and column `in[e]`; `shape` is m, n and the rank.
 *
 * @throws TooLargeError if it would be too large, before or as soon as that is known
 * @throws OutputError if it cannot be written
 */
export async function writeBasis(path: string, basis: EquivariantBasis): Promise<void> {
  const [m, n] = [basis.repOut.dim, basis.repIn.dim]
  if (m * n * basis.rank > MOST_ENTRIES)
    throw new TooLargeError(
      `${basis.rank} maps of ${m} × ${n} have ${m * n * basis.rank} entries; a file is made of at most ${MOST_ENTRIES}`,
    )
  const entries = nonzeros(basis, n)
  const numbers = {
    shape: { numbers: Int32Array.of(m, n, basis.rank) },
    orthonormal: { numbers: [true], shape: [] },
    index: { numbers: Int32Array.from(entries.index) },
    out: { numbers: Int32Array.from(entries.out) },
    in: { numbers: Int32Array.from(entries.in) },
    value: { numbers: Float64Array.from(entries.value) },
  }
  await writeWhole(path, formatNpz(numbers))
}

function nonzeros(basis: EquivariantBasis, n: number) {
  const entries = { index: [] as number[], out: [] as number[], in: [] as number[], value: [] as number[] }
  for (let k = 0; k < basis.rank; k++) {
    basis.column(k).forEach((value, at) => {
      if (value === 0) return
      entries.index.push(k)
      entries.out.push(Math.floor(at / n))
      entries.in.push(at % n)
      entries.value.push(value)
    })
    if (entries.value.length > MOST_NONZEROS)
      throw new TooLargeError(`the basis has over ${MOST_NONZEROS} entries that are not zero`)
  }
  return entries
}
