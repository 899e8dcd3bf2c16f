import {
  type AnyRepresentation,
  BuridanError,
  isFiniteRepresentation,
  isotypicDecomposition,
  type RealIrrep,
  type Representation,
  restrict,
} from '@buridan/groups'
import { equivariantBasis } from '../basis/solve-basis.js'
import { SparseMap, transposed } from '../maps/sparse-map.js'
import type { MixingSpace } from './factorization.js'

/** The largest group and summand that are decomposed. */
const MAX_ORDER = 1_000n
const MAX_DIM = 256
const NEGLIGIBLE = 1e-13

/**
 * Spaces by irreducible representations: each summand's copies of an irreducible one, read by an isometry and written by
 * its transpose. By Schur what mixes them is free; where the endomorphisms are ℂ or the quaternions, each copy is read
 * through all of their basis.
 *
 * @returns undefined for groups without a table of characters, or representations that are not orthogonal
 */
export function irreducibleSpaces(
  repIn: AnyRepresentation,
  repOut: AnyRepresentation,
): MixingSpace[] | undefined {
  if (!(isFiniteRepresentation(repIn) && isFiniteRepresentation(repOut))) return undefined
  const parts = [...repIn.summands, ...repOut.summands].map((s) => s.rep)
  if (repIn.group.order > MAX_ORDER) return undefined
  if (parts.some((r) => r.structure === 'general' || r.dim > MAX_DIM)) return undefined
  try {
    return spacesOf(repIn, repOut)
  } catch (error) {
    if (error instanceof BuridanError && (error.code === 'TOO_LARGE' || error.code === 'UNSUPPORTED'))
      return undefined
    throw error
  }
}

function spacesOf(repIn: Representation, repOut: Representation): MixingSpace[] {
  const known = new Map<string, Map<RealIrrep, SparseMap[]>>()
  const copiesIn = (rep: Representation): Map<RealIrrep, SparseMap[]> => {
    let found = known.get(rep.key)
    if (!found) {
      // irreducible representations are values of one group: a second one of the same name has others
      found = readers(rep.group === repIn.group ? rep : restrict(rep, repIn.group))
      known.set(rep.key, found)
    }
    return found
  }
  const irreps = new Set([...repIn.summands, ...repOut.summands].flatMap((s) => [...copiesIn(s.rep).keys()]))
  return [...irreps].flatMap((irrep, number) => {
    const read = onSummands(repIn, (rep) => copiesIn(rep).get(irrep) ?? [])
    const write = onSummands(repOut, (rep) => (copiesIn(rep).get(irrep) ?? []).map(transposed))
    if (read.length === 0 || write.length === 0) return []
    const through = endomorphisms(irrep)
    return [
      {
        dim: irrep.representation.dim,
        name: `irreducible ${number}`,
        from: read.map(({ summand, maps }) => ({
          summand,
          maps: through ? maps.flatMap((m) => through.map((e) => product(e, m))) : maps,
        })),
        to: write,
      },
    ]
  })
}

/** The maps of one summand. */
interface SparseSummandMaps {
  readonly summand: number
  readonly maps: readonly SparseMap[]
}

function onSummands(
  rep: Representation,
  mapsOf: (r: Representation) => readonly SparseMap[],
): SparseSummandMaps[] {
  return rep.summands.map((s, summand) => ({ summand, maps: mapsOf(s.rep) })).filter((s) => s.maps.length > 0)
}

/** For each irreducible representation the isometries that read its copies, dim × dim of the representation. */
function readers(rep: Representation): Map<RealIrrep, SparseMap[]> {
  const { components, basis } = isotypicDecomposition(rep)
  const n = rep.dim
  return new Map(
    components.map(({ irrep, multiplicity, offset }) => {
      const d = irrep.representation.dim
      const copies = Array.from({ length: multiplicity }, (_, c) => {
        const rows = new Float64Array(d * n)
        for (let p = 0; p < d; p++) {
          for (let i = 0; i < n; i++) rows[p * n + i] = basis[i * n + offset + c * d + p]!
        }
        return SparseMap.fromDense(rows, 0, d, n, NEGLIGIBLE)
      })
      return [irrep, copies]
    }),
  )
}

/** A basis of the endomorphisms, scaled to isometries; undefined where they are the multiples of 1. */
function endomorphisms({ representation, endomorphismDim }: RealIrrep): SparseMap[] | undefined {
  if (endomorphismDim === 1) return undefined
  const d = representation.dim
  const q = equivariantBasis(representation, representation).materialize()
  return Array.from({ length: endomorphismDim }, (_, k) => {
    const m = q.subarray(k * d * d, (k + 1) * d * d).map((v) => v * Math.sqrt(d))
    return SparseMap.fromDense(m, 0, d, d, NEGLIGIBLE)
  })
}

function product(a: SparseMap, b: SparseMap): SparseMap {
  const dense = new Float64Array(a.rows * b.cols)
  a.forEach((i, k, v) => {
    b.forEach((row, j, w) => {
      if (row === k) dense[i * b.cols + j]! += v * w
    })
  })
  return SparseMap.fromDense(dense, 0, a.rows, b.cols, NEGLIGIBLE)
}
