import {
  AmbiguousToleranceError,
  cross,
  dot,
  InvalidArgumentError,
  knownOptions,
  length,
  unit,
} from '@buridan/core'
import type { LatticeBasis } from '../lattice/lattice-basis.js'
import { analysed } from './analysed-crystal.js'
import type { Crystal } from './crystal.js'
import { type CrystalPointGroup, pointGroupOf } from './crystal-point-group.js'
import { type LayerOperation, layerSignature } from './layer-signature.js'
import { type Moyo, moyo } from './moyo.js'
import type { Placement } from './placements.js'
import type { SpaceGroupOptions } from './space-group.js'

const LAYER_GROUPS = 80

/** The layer group of a slab. */
export interface LayerGroup {
  /** Of the International Tables, volume E, 1 to 80. */
  readonly number: number
  /** The short Hermann–Mauguin symbol of its standard setting, such as `p 4/m m m`. */
  readonly hermannMauguin: string
  /** The operations, translations, orbits of atoms. */
  readonly pointGroup: CrystalPointGroup
}

let numbers: Map<string, number> | undefined

/**
 * The layer group of a slab: of a structure that repeats along two directions only. Operations are found as by {@link crystalPointGroup}, and
 * compared with moyo's table of the 80 layer groups (the package `@spglib/moyo-wasm`, loaded when this is first called).
 *
 * @param slab - with `periodic`, of which one is false; fractional positions in its cell
 * @throws InvalidArgumentError | RepresentationMismatchError as {@link crystalPointGroup}, and for what repeats along all three cell vectors
 * @throws UnsupportedError if it repeats along one vector or none, or moyo is not installed or cannot be started
 * @throws AmbiguousToleranceError if the operations within the tolerance are those of no layer group
 * @remarks As {@link crystalPointGroup}.
 *
 * @example
 * ```ts
 * import { layerGroup } from '@buridan/geometry'
 * const graphene = {
 *   lattice: [[2.46, 0, 0], [-1.23, 2.1304, 0], [0, 0, 20]],
 *   elements: ['C', 'C'],
 *   positions: [[1 / 3, 2 / 3, 0.5], [2 / 3, 1 / 3, 0.5]],
 *   periodic: [true, true, false],
 * }
 * const { number, hermannMauguin } = await layerGroup(graphene)
 * console.log(number, hermannMauguin) // → 80 p 6/m m m
 * ```
 */
export async function layerGroup(slab: Crystal, options: SpaceGroupOptions = {}): Promise<LayerGroup> {
  const { wasm, ...rest } = knownOptions(options, { tolerance: true, wasm: true }, 'layerGroup')
  const found = analysed(slab, rest)
  const { across, lattice } = found.read
  if (across === undefined) {
    throw new InvalidArgumentError(
      'a slab has `periodic` with one false: it repeats along two of its cell vectors; crystals have a space group',
    )
  }
  const pointGroup = pointGroupOf(found)
  const normal = unit(cross(lattice[(across + 1) % 3]!, lattice[(across + 2) % 3]!))
  const order = normalLast(found.found.cell.basis, normal)
  const library = await moyo(wasm)
  const number = numbersOf(library).get(layerSignature(found.found.operations.map((o) => inOrder(o, order))))
  if (number === undefined) {
    throw new AmbiguousToleranceError(
      `the ${pointGroup.order} operations within the tolerance are those of no layer group: choose another one, away from ${pointGroup.deviation.toPrecision(3)} and ${pointGroup.gap.toPrecision(3)}`,
    )
  }
  return { number, hermannMauguin: library.layer_group_type(number).hm_short, pointGroup }
}

/** The type of each signature, from the table. */
function numbersOf(library: Moyo): Map<string, number> {
  numbers ??= new Map(
    Array.from({ length: LAYER_GROUPS }, (_, i) => [
      layerSignature(
        library
          .operations_from_layer_number(i + 1, { type: 'Standard' }, true)
          .map(({ rotation, translation }) => ({ rotation: rowMajor(rotation), translation })),
      ),
      i + 1,
    ]),
  )
  return numbers
}

/** moyo writes matrices column by column. */
function rowMajor(m: readonly number[]): number[] {
  return [0, 1, 2].flatMap((i) => [m[i]!, m[3 + i]!, m[6 + i]!])
}

/** The places of basis vectors, that along the normal last. */
function normalLast(
  basis: LatticeBasis,
  normal: Parameters<typeof dot>[0],
): readonly [number, number, number] {
  const along = basis.map((b) => Math.abs(dot(b, normal)) / length(b))
  const k = along.indexOf(Math.max(...along))
  return [(k + 1) % 3, (k + 2) % 3, k]
}

function inOrder(
  { map: { coefficients: w }, shift }: Placement,
  order: readonly [number, number, number],
): LayerOperation {
  return {
    rotation: order.flatMap((i) => order.map((j) => w[3 * i + j]!)),
    translation: order.map((i) => shift[i]!),
  }
}
