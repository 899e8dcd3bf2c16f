import { fixedSpace } from '@buridan/constraints'
import {
  cycles,
  elementsOf,
  orbitTypeOf as groupOrbitType,
  orbits,
  orbitTypes,
  restrict,
  rng,
  type Stabilizer,
  stabilizer,
  subgroupClasses,
  tensor,
} from '@buridan/groups'
import { symmetryGroup } from '../arrangement/symmetries.js'

/** An element of a stabilizer. */
interface ShownElement {
  /** Point i goes to `images[i]`. */
  readonly images: readonly number[]
  readonly cycles: string
}

/** All that is shown of a pattern of values. */
export interface SquareView {
  readonly groupOrder: string
  readonly order: string
  /** All elements, or generators where they are too many. */
  readonly elements: readonly ShownElement[]
  readonly allListed: boolean
  /** Points that symmetries of the pattern exchange. */
  readonly orbits: readonly (readonly number[])[]
  /** What an equivariant network must answer when asked to mark a largest point: the projection on Fix(G_x). */
  readonly strict: readonly number[]
  /** The points that relaxed equivariance can mark, each as often. */
  readonly outcomes: readonly number[]
}

/** A class of subgroups in the drawing of the lattice. */
interface LatticeNode {
  readonly order: number
  /** The number of subgroups in the class. */
  readonly size: number
  /** Whether it is the stabilizer of some pattern. */
  readonly occurs: boolean
}

/** The subgroups up to conjugacy. */
export interface Lattice {
  readonly nodes: readonly LatticeNode[]
  /** Pairs of a class and one with a maximal subgroup in it. */
  readonly covers: readonly (readonly [number, number])[]
}

/** Elements of a stabilizer that are listed. */
const MOST_ELEMENTS = 48n
/** Groups up to this order have their subgroups listed, and classes up to this number are drawn. */
const [MOST_LISTED, MOST_DRAWN] = [240n, 400]

/** @throws InvalidArgumentError if there is no such arrangement, or the values are not one for each point */
export function squareView(key: string, values: readonly number[]): SquareView {
  const group = symmetryGroup(key)
  const rep = tensor(group, 1)
  const found = stabilizer(rep, values)
  const wanted = largest(values)
  const mark = values.map((_, i) => (i === wanted ? 1 : 0))
  const orbitList = orbits(found.group)
  return {
    groupOrder: String(group.order),
    order: String(found.order),
    elements: listed(found),
    allListed: found.order <= MOST_ELEMENTS,
    orbits: orbitList,
    strict: Array.from(fixedSpace(restrict(rep, found.group)).project(mark)),
    outcomes: orbitList.find((orbit) => orbit.includes(wanted))!,
  }
}

/** The lattice of an arrangement's symmetries; undefined where they are too many. Those of some small groups take minutes to list. */
export function latticeOf(key: string): Lattice | undefined {
  const group = symmetryGroup(key)
  if (group.order > MOST_LISTED) return undefined
  const lattice = subgroupClasses(group)
  if (lattice.classes.length > MOST_DRAWN) return undefined
  const occurring = new Set(orbitTypes(tensor(group, 1)).map((t) => t.subgroupClass.index))
  return {
    nodes: lattice.classes.map((c, i) => ({ order: c.order, size: c.size, occurs: occurring.has(i) })),
    covers: lattice.maximalSubgroups.flatMap((below, i) => below.map(({ index }) => [i, index] as const)),
  }
}

/** The class of a pattern's stabilizer in {@link latticeOf} its arrangement. */
export function orbitTypeOf(key: string, values: readonly number[]): number {
  const group = symmetryGroup(key)
  return groupOrbitType(group, stabilizer(tensor(group, 1), values)).index
}

/** The points that `count` draws mark, with h uniform on the stabilizer. */
export function draws(key: string, values: readonly number[], seed: number, count: number): number[] {
  const found = stabilizer(tensor(symmetryGroup(key), 1), values)
  const random = rng(seed)
  const wanted = largest(values)
  return Array.from({ length: count }, () => found.randomElement(random)[wanted]!)
}

/** The point to mark: the first of those with the largest value. */
function largest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values))
}

function listed(found: Stabilizer): ShownElement[] {
  const { group } = found
  const list =
    group.order <= MOST_ELEMENTS
      ? Array.from({ length: Number(group.order) }, (_, i) => elementsOf(group).at(i))
      : group.generators.slice(0, Number(MOST_ELEMENTS))
  return list.map((g) => ({ images: Array.from(g), cycles: cycles(g) }))
}
