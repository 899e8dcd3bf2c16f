import { BuridanError, ofKind, orbitsOfPoints, type Rng, rng, UnsupportedError } from '@buridan/core'
import { elementsOf, type FiniteGroup, pointwiseStabilizer, subgroupClasses } from '@buridan/permutations'
import { type CharacterTable, sharedTable } from './character-table.js'
import { cosetRepresentation } from './coset-representation.js'
import { inBasis, isotypicSpace, splitOff } from './irreducible-subspace.js'
import { matrixRepresentation } from './matrix-representation.js'
import { type RealCharacter, type RealIrrep, realCharacters } from './real-characters.js'
import type { Representation } from './representation.js'

/** The largest permutation representation on cosets in which an irreducible one is sought. */
const MAX_COSETS = 5_000

/** Each is found when it is asked for, the same whichever others were: of hundreds of a large group one is sought by its name. */
class Irreps {
  readonly characters: readonly RealCharacter[]
  readonly #table: CharacterTable
  readonly #modules: readonly Module[]
  readonly #found = new Map<number, RealIrrep>()

  constructor(group: FiniteGroup) {
    this.characters = realCharacters(group)
    this.#table = sharedTable(group)
    this.#modules = candidateModules(group, this.#table)
  }

  at(k: number): RealIrrep {
    let found = this.#found.get(k)
    if (!found) {
      const character = this.characters[k]!
      const random = rng(SEED + k)
      found = kept(character, realize(character, this.#table, this.#modules, random))
      this.#found.set(k, found)
    }
    return found
  }
}

const SEED = 0x1e91
const irreps = new WeakMap<FiniteGroup, Irreps>()

function irrepsOf(group: FiniteGroup): Irreps {
  let all = irreps.get(group)
  if (!all) irreps.set(group, (all = new Irreps(group)))
  return all
}

/** The real irreducible representation with a complex character, by its number in the table. As {@link irreducibleRepresentations}, of one. */
export function irrepWithCharacter(group: FiniteGroup, character: number): RealIrrep {
  const all = irrepsOf(group)
  return all.at(all.characters.findIndex((c) => c.characters.includes(character)))
}

/**
 * The real irreducible representations of a finite group, with orthogonal matrices.
 *
 * Those of complex characters of degree 1 are multiplication by their values. The others are found in a permutation representation on
 * cosets G/H with the least multiplicity: projected by their character and, if the multiplicity is over 1, split by the
 * eigenspaces of a random symmetric equivariant map.
 *
 * @throws TooLargeError if the group is too large for its character table
 * @throws UnsupportedError if a representation occurs only on more than 5000 cosets
 * @throws InvalidArgumentError unless the group is finite
 * @remarks As {@link characterTable} and {@link subgroupClasses}, then for each one O(order · (cosets · base · degree + generators · dim³)),
 * with (copies · dim)³ in place of dim³ if it occurs more than once. Kept as long as the group value lives.
 *
 * @example
 * ```ts
 * import { irreducibleRepresentations, symmetric } from '@buridan/groups'
 * console.log(irreducibleRepresentations(symmetric(4)).map((r) => r.representation.dim)) // → [ 1, 1, 2, 3, 3 ]
 * ```
 */
export function irreducibleRepresentations(group: FiniteGroup): RealIrrep[] {
  ofKind(group, 'group', 'finite group')
  const all = irrepsOf(group)
  return all.characters.map((_, k) => all.at(k))
}

/** The part that all callers share, which never changes. */
function kept(
  { type, endomorphismDim, characters, values }: RealCharacter,
  representation: Representation,
): RealIrrep {
  return Object.freeze({
    type,
    endomorphismDim,
    characters: Object.freeze([...characters]),
    representation,
    get values() {
      return values.slice()
    },
  })
}

interface Module {
  readonly subgroup: FiniteGroup
  readonly index: number
  /** Multiplicity of each complex irreducible character. */
  readonly multiplicities: readonly number[]
}

/** Permutation representations on cosets, by their characters only: of point stabilizers and of all classes of subgroups. */
function candidateModules(group: FiniteGroup, table: CharacterTable): Module[] {
  const subgroups = orbitsOfPoints(group.degree, group.ownGenerators).map((o) =>
    pointwiseStabilizer(group, [o[0]!]),
  )
  try {
    subgroups.push(...subgroupClasses(group).classes.map((c) => c.representative.group))
  } catch (error) {
    if (!(error instanceof BuridanError && error.code === 'TOO_LARGE')) throw error
    subgroups.push(pointwiseStabilizer(group, [...Array(group.degree).keys()]))
  }
  const { list, classView: classOf } = table.classes
  return subgroups.map((subgroup) => {
    const counts = new Float64Array(table.classes.count)
    const members = elementsOf(subgroup)
    for (let i = 0; i < members.order; i++) counts[classOf[list.indexOf(members.view(i))]!]!++
    const multiplicities = table.shared.map(({ re }) =>
      Math.round(counts.reduce((sum, n, c) => sum + n * re[c]!, 0) / members.order),
    )
    return { subgroup, index: list.order / members.order, multiplicities }
  })
}

function realize(
  character: RealCharacter,
  table: CharacterTable,
  modules: readonly Module[],
  random: Rng,
): Representation {
  const { group } = table
  const k = character.characters[0]!
  if (table.shared[k]!.degree === 1) return ofOneDimension(character, table)
  const copies = ({ multiplicities }: Module) =>
    multiplicities[k]! / (character.type === 'quaternionic' ? 2 : 1)
  const cost = (m: Module) => m.index * copies(m) ** 2
  const usable = modules.filter((m) => copies(m) > 0 && m.index <= MAX_COSETS)
  if (usable.length === 0) {
    throw new UnsupportedError(
      `an irreducible representation of ${group.shortName} of dimension ${character.dim} occurs on no cosets of at most ${MAX_COSETS}`,
    )
  }
  const best = usable.reduce((a, b) => (cost(b) < cost(a) ? b : a))
  const rep = cosetRepresentation(group, best.subgroup)
  let basis = isotypicSpace(rep, character, table, copies(best) * character.dim, random)
  if (copies(best) > 1) basis = splitOff(rep, basis, character.dim, table, random)
  return matrixRepresentation(
    group,
    group.ownGenerators.map((g) => inBasis(rep, g, basis)),
    { dim: character.dim },
  )
}

/** Multiplication by a character of degree 1, on ℝ or on ℂ = ℝ². */
function ofOneDimension(
  { characters, dim }: RealCharacter,
  { group, classes, shared: all }: CharacterTable,
): Representation {
  const { re, im } = all[characters[0]!]!
  const matrices = group.ownGenerators.map((g) => {
    const c = classes.classView[classes.list.indexOf(g)]!
    const [x, y] = [re[c]!, im[c]!]
    return dim === 1
      ? [[x]]
      : [
          [x, -y],
          [y, x],
        ]
  })
  return matrixRepresentation(group, matrices, { dim })
}
