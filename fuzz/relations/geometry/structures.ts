import {
  type Crystal,
  crystalPointGroup,
  layerGroup,
  type Molecule,
  nearCrystalSymmetries,
  rodGroup,
  spaceGroup,
  symmetrized,
  symmetryByTolerance,
} from '@buridan/groups'
import fc from 'fast-check'
import { anyCrystal, changed, jitteredCrystal, supercell, withChange } from '../../given/crystals.js'
import type { GivenCrystal } from '../../given/known-crystals.js'
import { apply } from '../../given/matrices.js'
import {
  type GivenMolecule,
  gridMolecules,
  jittered,
  knownMolecules,
  moved,
  noises,
  withMove,
} from '../../given/molecules.js'
import { determinant, plus } from '../../given/space.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'
import { crystal } from './crystals.js'
import { found } from './molecule-answers.js'

const anyMolecule = fc.oneof(knownMolecules, gridMolecules(6))
const sizes = fc.constantFrom([2, 1, 1], [1, 1, 2], [2, 2, 1])
const TOLERANCE = 1e-3

const molecule = (m: GivenMolecule): Molecule => ({
  elements: m.elements,
  positions: m.positions.map((p) => [...p]),
})
const exact = (m: GivenMolecule) => symmetrized(molecule(m), { tolerance: TOLERANCE })
const exactCrystal = (c: GivenCrystal) => symmetrized(c, { tolerance: TOLERANCE })
const ranges = (s: Molecule | Crystal, factor = 1) =>
  symmetryByTolerance(s, { from: 1e-4 * factor, to: 0.05 * factor })

const noisy = <C>(given: fc.Arbitrary<C>) =>
  fc.record({ given, noise: noises, most: fc.constantFrom(0, 1e-6, 1e-5, 1e-4) })

/** Space groups whose mirror images are others. */
const PAIRS = [
  [78, 76],
  [95, 91],
  [96, 92],
  [145, 144],
  [153, 151],
  [154, 152],
  [170, 169],
  [172, 171],
  [179, 178],
  [181, 180],
  [213, 212],
] as const
const OTHER_HAND = new Map<number, number>(PAIRS.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]))

async function named(c: GivenCrystal) {
  const { number, pearsonSymbol, wyckoffLetters, pointGroup } = await spaceGroup(c, { tolerance: TOLERANCE })
  return [number, pearsonSymbol, wyckoffLetters.length, pointGroup.name]
}

/** Rod groups whose mirror images are others. */
const ROD_PAIRS = [
  [24, 26],
  [31, 33],
  [43, 44],
  [47, 48],
  [54, 58],
  [55, 57],
  [63, 67],
  [64, 66],
] as const
const OTHER_ROD = new Map<number, number>(ROD_PAIRS.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]))

function rodOf(c: GivenCrystal, tolerance = TOLERANCE) {
  const { number, pointGroup } = rodGroup({ ...c, periodic: [false, false, true] }, { tolerance })
  const { name, order, centring, equivalentAtoms } = pointGroup
  return { number, name, order, perCell: centring, orbits: equivalentAtoms.length }
}

async function layerOf(c: GivenCrystal) {
  const slab = { ...c, periodic: [true, true, false] }
  const { number, hermannMauguin, pointGroup } = await layerGroup(slab, { tolerance: TOLERANCE })
  const { name, order, centring } = crystalPointGroup(slab, { tolerance: TOLERANCE })
  return [number, hermannMauguin, pointGroup.name, name, order, centring]
}

/** The orders and deviations of the chain of near-symmetries. */
function chainOf(c: GivenCrystal): [number, number, number][] {
  const { chain } = nearCrystalSymmetries(c, { radius: 0.05 })
  return chain.map(({ order, centring, deviation }) => [order, centring, deviation])
}

/** Structures on their symmetry, at several tolerances, and by name. */
export const structures = [
  relation('symmetrized', 'a molecule with noise: exact at a thousandth of the tolerance', {
    given: noisy(anyMolecule),
    one: ({ given: m, noise, most }) => {
      const { symmetry, displacement } = exact(jittered(m, noise, most))
      return [symmetry.name, symmetry.equivalentAtoms, displacement <= 2 * symmetry.deviation + 1e-12]
    },
    other: ({ given: m, noise, most }) => {
      const { structure } = exact(jittered(m, noise, most))
      const again = found({ ...m, positions: structure.positions }, 1e-6)
      return [again.name, again.equivalentAtoms, again.deviation < 1e-9]
    },
    cost: 15,
  }),
  relation('symmetrized', 'a molecule turned, shifted and shuffled', {
    given: withMove(anyMolecule).chain((g) => fc.record({ g: fc.constant(g), noise: noises })),
    one: ({ g: { m, move }, noise }) => {
      const out: number[][] = []
      exact(jittered(m, noise, 1e-5)).structure.positions.forEach((p, i) => {
        out[move.by[i]!] = plus(apply(move.turn, p), move.shift)
      })
      return out
    },
    other: ({ g: { m, move }, noise }) =>
      exact(moved(jittered(m, noise, 1e-5), move)).structure.positions.map((p) => [...p]),
    same: closeTo(1e-9, 1e-9),
    cost: 15,
  }),
  relation('symmetrized', 'a crystal with noise: exact at a thousandth of the tolerance', {
    given: noisy(anyCrystal),
    one: ({ given: c, noise, most }) => {
      const { symmetry, displacement } = exactCrystal(jitteredCrystal(c, noise, most))
      return [symmetry.name, symmetry.centring, symmetry.equivalentAtoms, displacement < 2 * TOLERANCE]
    },
    other: ({ given: c, noise, most }) => {
      const { structure } = exactCrystal(jitteredCrystal(c, noise, most))
      const again = crystal(structure as GivenCrystal, 1e-6)
      return [again.name, again.centring, again.equivalentAtoms, again.deviation < 1e-9]
    },
    cost: 15,
  }),
  relation('symmetrized', 'a crystal in another cell, turned and shuffled: moved as far', {
    given: withChange(anyCrystal).chain((g) => fc.record({ g: fc.constant(g), noise: noises })),
    one: ({ g: { c, change }, noise }) => {
      const { structure } = exactCrystal(jitteredCrystal(c, noise, 1e-5))
      const put = changed({ ...c, ...structure } as GivenCrystal, change)
      return [...put.lattice, ...put.positions].map((v) => [...v])
    },
    other: ({ g: { c, change }, noise }) => {
      const { structure } = exactCrystal(changed(jitteredCrystal(c, noise, 1e-5), change))
      return [...structure.lattice, ...structure.positions].map((v) => [...v])
    },
    same: closeTo(1e-8, 1e-8),
    cost: 20,
  }),
  relation('symmetryByTolerance', 'in the middle of each range', {
    given: noisy(anyMolecule),
    one: ({ given: m, noise, most }) => ranges(jittered(m, noise, 50 * most)).map((r) => [r.name, r.order]),
    other: ({ given: m, noise, most }) => {
      const j = jittered(m, noise, 50 * most)
      return ranges(j).map(({ from, to }) => {
        const there = found(j, Math.sqrt(from * to))
        return [there.name, there.order]
      })
    },
    cost: 60,
  }),
  relation('symmetryByTolerance', 'a crystal, in the middle of each range', {
    given: noisy(anyCrystal),
    one: ({ given: c, noise, most }) =>
      ranges(jitteredCrystal(c, noise, 50 * most)).map((r) => [r.name, r.order, r.centring]),
    other: ({ given: c, noise, most }) => {
      const j = jitteredCrystal(c, noise, 50 * most)
      return ranges(j).map(({ from, to }) => {
        const there = crystal(j, Math.sqrt(from * to))
        return [there.name, there.order, there.centring]
      })
    },
    cost: 60,
  }),
  relation('symmetryByTolerance', 'scaled with its tolerances', {
    given: fc.record({ g: noisy(anyMolecule), factor: fc.constantFrom(1e-100, 1e100, 0.529177) }),
    one: ({ g: { given: m, noise, most } }) => ranges(jittered(m, noise, 50 * most)),
    other: ({ g: { given: m, noise, most }, factor }) => {
      const { elements, positions } = jittered(m, noise, 50 * most)
      const larger = positions.map((p) => p.map((v) => v * factor))
      return ranges({ elements, positions: larger }, factor).map((r) => ({
        ...r,
        from: r.from / factor,
        to: r.to / factor,
      }))
    },
    same: closeTo(1e-6, 1e-12),
    cost: 60,
  }),
  relation('nearCrystalSymmetries', 'a crystal in another cell, turned and shuffled', {
    given: withChange(anyCrystal).chain((g) =>
      fc.record({ g: fc.constant(g), noise: noises, most: fc.constantFrom(0, 1e-5, 1e-3) }),
    ),
    one: ({ g: { c }, noise, most }) => chainOf(jitteredCrystal(c, noise, most)),
    other: ({ g: { c, change }, noise, most }) => chainOf(changed(jitteredCrystal(c, noise, most), change)),
    same: closeTo(1e-8, 1e-8),
    cost: 20,
  }),
  relation('nearCrystalSymmetries crystalPointGroup', 'several cells with noise: the whole group', {
    given: fc.record({ c: anyCrystal, size: sizes, noise: noises }),
    one: ({ c, size, noise }) => {
      const { chain } = nearCrystalSymmetries(jitteredCrystal(supercell(c, size), noise, 1e-5), {
        radius: 1e-3,
      })
      const { symmetry, centring } = chain.at(-1)!
      return [symmetry.name, centring]
    },
    other: ({ c, size }) => {
      const { name, centring } = crystal(c, TOLERANCE)
      return [name, centring * size[0]! * size[1]! * size[2]!]
    },
    cost: 20,
  }),
  relation('spaceGroup', 'in another cell, turned and shuffled', {
    given: withChange(anyCrystal),
    one: async ({ c, change }) => {
      const [number, ...rest] = await named(c)
      return [determinant(change.turn) > 0 ? number : (OTHER_HAND.get(number as number) ?? number), ...rest]
    },
    other: ({ c, change }) => named(changed(c, change)),
    cost: 25,
  }),
  relation(
    'layerGroup crystalPointGroup',
    'a slab in another cell, turned and shuffled, its third vector aslant',
    {
      given: withChange(anyCrystal).chain((g) =>
        fc.record({ g: fc.constant(g), aslant: fc.constantFrom([0, 0], [0.5, -1], [1, 2]) }),
      ),
      one: ({ g: { c } }) => layerOf(c),
      other: ({ g: { c, change }, aslant }) => {
        // the steps that keep the plane of the slab
        const steps = change.steps.filter(({ to, by }) => to < 2 && (to + by) % 3 < 2)
        const moved = changed(c, { ...change, steps, cells: change.cells.map(() => 0) })
        const [a, b, v] = moved.lattice as [number[], number[], number[]]
        const third = v.map((x, k) => x + aslant[0]! * a[k]! + aslant[1]! * b[k]!)
        // places in space stay
        const positions = moved.positions.map(([x, y, z]) => [x! - aslant[0]! * z!, y! - aslant[1]! * z!, z!])
        return layerOf({ ...moved, lattice: [a, b, third], positions })
      },
      // what is a slab with atoms as far apart as the cell has no shorter one
      mayRefuse: ['INVALID_ARGUMENT'],
      cost: 25,
    },
  ),
  relation('rodGroup', 'a wire in another cell, turned, reflected and shuffled, its other vectors aslant', {
    given: withChange(anyCrystal),
    one: ({ c, change }) => {
      const found = rodOf(c)
      if (determinant(change.turn) > 0 || found.number === undefined) return found
      return { ...found, number: OTHER_ROD.get(found.number) ?? found.number }
    },
    other: ({ c, change }) => {
      // the vector along the wire stays, and atoms beside it do
      const steps = change.steps.filter(({ to }) => to < 2)
      return rodOf(changed(c, { ...change, steps, cells: change.cells.map(() => 0) }))
    },
    cost: 7,
  }),
  relation('rodGroup', 'several periods as one, with noise, in another unit', {
    given: fc.record({
      c: anyCrystal,
      periods: fc.constantFrom(1, 2, 3),
      noise: noises,
      factor: fc.constantFrom(1, 1e-160, 1e160, 0.529177),
    }),
    one: ({ c, periods }) => {
      const found = rodOf(c)
      return { ...found, perCell: found.perCell * periods }
    },
    other: ({ c, periods, noise, factor }) => {
      const several = jitteredCrystal(supercell(c, [1, 1, periods]), noise, 1e-5)
      const lattice = several.lattice.map((v) => v.map((x) => x * factor))
      return rodOf({ ...several, lattice }, TOLERANCE * factor)
    },
    cost: 7,
  }),
  relation('spaceGroup', 'several cells as one, with noise', {
    given: fc.record({ c: anyCrystal, size: sizes, noise: noises }),
    one: async ({ c }) => {
      const { number, hermannMauguin, wyckoffLetters } = await spaceGroup(c, { tolerance: TOLERANCE })
      return [number, hermannMauguin, new Set(wyckoffLetters).size]
    },
    other: async ({ c, size, noise }) => {
      const several = jitteredCrystal(supercell(c, size), noise, 1e-6)
      const { number, hermannMauguin, wyckoffLetters } = await spaceGroup(several, { tolerance: TOLERANCE })
      return [number, hermannMauguin, new Set(wyckoffLetters).size]
    },
    cost: 25,
  }),
]
