import { arrayOf, euclideanNorm, finiteVector, objectOf, shown } from '@buridan/core'
import type { MoleculeRecord } from '@buridan/data'
import { InvalidArgumentError } from '@buridan/groups'

/** Points in space with labels, about their centre. */
export interface PointSet {
  readonly name: string
  readonly labels: readonly string[]
  readonly positions: readonly (readonly [number, number, number])[]
}

/** The same with the mean of its points at 0 and root mean square distance 1 from it. */
function centred({ name, labels, positions }: PointSet): PointSet {
  if (arrayOf(positions, 'positions').length === 0)
    throw new InvalidArgumentError(`${shown(name)} has no points`)
  positions.forEach((p, i) => {
    finiteVector(p, 3, `positions[${i}]`)
  })
  const n = positions.length
  const mean = [0, 1, 2].map((c) => positions.reduce((sum, p) => sum + p[c]!, 0) / n)
  const moved = positions.map((p) => p.map((v, c) => v - mean[c]!))
  const size = euclideanNorm(moved.flat()) / Math.sqrt(n) || 1
  return {
    name,
    labels,
    positions: moved.map(([x, y, z]): [number, number, number] => [x! / size, y! / size, z! / size]),
  }
}

/**
 * Regular figures of 3 to 12 points: polygons, Platonic solids, prisms, a line.
 *
 * @remarks Constant time.
 *
 * @example
 * ```ts
 * import { regularFigures } from '@buridan/tasks'
 * console.log(regularFigures().find((f) => f.name === 'cube')!.positions.length) // → 8
 * ```
 */
export function regularFigures(): PointSet[] {
  const figure = (name: string, positions: readonly (readonly [number, number, number])[]) =>
    centred({ name, labels: positions.map(() => 'point'), positions })
  const polygon = (k: number, z = 0, turn = 0): [number, number, number][] =>
    Array.from({ length: k }, (_, i) => {
      const angle = (2 * Math.PI * (i + turn)) / k
      return [Math.cos(angle), Math.sin(angle), z]
    })
  const signs = [-1, 1]
  const cube = signs.flatMap((x) =>
    signs.flatMap((y) => signs.map((z): [number, number, number] => [x, y, z])),
  )
  const golden = (1 + Math.sqrt(5)) / 2
  const icosahedron = signs.flatMap((a) =>
    signs.flatMap((b): [number, number, number][] => [
      [0, a, b * golden],
      [a, b * golden, 0],
      [b * golden, 0, a],
    ]),
  )
  const octahedron = signs.flatMap((s): [number, number, number][] => [
    [s, 0, 0],
    [0, s, 0],
    [0, 0, s],
  ])
  return [
    figure('triangle', polygon(3)),
    figure('square', polygon(4)),
    figure('pentagon', polygon(5)),
    figure('hexagon', polygon(6)),
    figure(
      'tetrahedron',
      cube.filter(([x, y, z]) => x * y * z > 0),
    ),
    figure('octahedron', octahedron),
    figure('cube', cube),
    figure('icosahedron', icosahedron),
    figure('triangular prism', [...polygon(3, -1), ...polygon(3, 1)]),
    figure('square antiprism', [...polygon(4, -0.7), ...polygon(4, 0.7, 0.5)]),
    figure(
      'line of four',
      [-3, -1, 1, 3].map((z): [number, number, number] => [0, 0, z]),
    ),
  ]
}

/**
 * The atoms of a molecule of the library, about their centre and with root mean square distance 1 from it.
 *
 * @throws InvalidArgumentError | RepresentationMismatchError if it has no atoms, or a position is not three numbers
 * @remarks O(atoms).
 *
 * @example
 * ```ts
 * import { moleculePoints } from '@buridan/tasks'
 * const positions = [[-1, 0, 0], [1, 0, 0]] as const
 * const hydrogen = { name: 'hydrogen', elements: ['H', 'H'], positions }
 * console.log(moleculePoints(hydrogen).positions[1]) // → [ 1, 0, 0 ]
 * ```
 */
export function moleculePoints(molecule: MoleculeRecord): PointSet {
  const { name = '', elements, positions } = objectOf(molecule, 'a molecule')
  return centred({ name, labels: [...arrayOf(elements, 'elements')], positions })
}
