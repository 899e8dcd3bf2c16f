import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Crystal, crystalPointGroup } from '@buridan/groups'
import { analyze_cell, initSync } from '@spglib/moyo-wasm'
import { millisecondsOf, type PeerCase } from '../peer-harness.js'

interface NamedCrystal extends Crystal {
  readonly name: string
  readonly elements: readonly (string | number)[]
  readonly positions: readonly (readonly number[])[]
  readonly lattice: readonly (readonly number[])[]
  readonly tolerance: number
}

const rows = (): NamedCrystal[] =>
  readFileSync(new URL('../../../../conformance/crystals.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as NamedCrystal)

const DIAMOND = [
  [0, 0, 0],
  [0, 0.5, 0.5],
  [0.5, 0, 0.5],
  [0.5, 0.5, 0],
].flatMap((p) => [p, p.map((v) => v + 0.25)])

/** Silicon in so many cubic cells along each axis, one atom missing. */
function vacancy(size: number): NamedCrystal {
  const cells = Array.from({ length: size ** 3 }, (_, c) => [
    c % size,
    Math.floor(c / size) % size,
    Math.floor(c / size ** 2),
  ])
  const positions = cells
    .flatMap((cell) => DIAMOND.map((p) => p.map((v, k) => (v + cell[k]!) / size)))
    .slice(1)
  const edge = 5.43 * size
  return {
    name: `silicon, ${positions.length} atoms and a vacancy`,
    lattice: [
      [edge, 0, 0],
      [0, edge, 0],
      [0, 0, edge],
    ],
    elements: positions.map(() => 'Si'),
    positions,
    tolerance: 0.1,
  }
}

let started = false

/** Milliseconds that moyo takes for each of some crystals, from arrays to its answer. */
function moyoMilliseconds(crystals: readonly NamedCrystal[]): number[] {
  if (!started) {
    const path = createRequire(import.meta.url).resolve('@spglib/moyo-wasm/moyo_wasm_bg.wasm')
    initSync({ module: readFileSync(path) })
    started = true
  }
  return crystals.map(({ lattice, elements, positions, tolerance }) => {
    const kinds = [...new Set(elements)]
    const cell = {
      lattice: { basis: lattice.flat() },
      positions,
      numbers: elements.map((e) => kinds.indexOf(e) + 1),
    }
    return millisecondsOf(() => analyze_cell(JSON.stringify(cell), tolerance, 'Standard'))
  })
}

function moyoCase(
  name: string,
  about: string,
  maxPairs: number,
  crystals: () => readonly NamedCrystal[],
): PeerCase {
  return {
    name,
    about,
    ours: 'crystalPointGroup',
    versus: 'moyo (@spglib/moyo-wasm), which also names the space group',
    maxPairs,
    items: () =>
      crystals().map((c) => ({
        name: c.name,
        run: () => crystalPointGroup(c, { tolerance: c.tolerance }).order,
      })),
    theirs: async () => moyoMilliseconds(crystals()),
  }
}

/** Symmetry of crystals against moyo, in one process. */
export const crystalPeers: readonly PeerCase[] = [
  moyoCase('crystals-moyo', 'operations of all rows of crystals.jsonl; geometric mean over rows', 5, rows),
  moyoCase('defects-moyo', 'operations of cells with a vacancy; geometric mean over cells', 3, () =>
    [2, 3, 4].map(vacancy),
  ),
]
