import { InvalidArgumentError } from '@buridan/core'
import type { WholeContent } from './checked-molecule.js'

const MOST = 999
const DECIMALS = 4
/** Characters of a coordinate. */
const WIDTH = 10
/** Atoms that a line of properties has at most. */
const A_LINE = 8

/** Whether the columns of V2000 hold the molecule exactly. */
export function fitsV2000({ elements, positions, bonds }: WholeContent): boolean {
  const isExact = (v: number) => v.toFixed(DECIMALS).length <= WIDTH && Number(v.toFixed(DECIMALS)) === v
  return elements.length <= MOST && bonds.length <= MOST && positions.every((p) => p.every(isExact))
}

/** The lines of the counts, atoms, bonds and properties, up to `M  END`. */
export function tableV2000(molecule: WholeContent, where: string): string[] {
  const { elements, positions, bonds, stereo, isChiral, charges, radicals, isotopes } = molecule
  if (elements.length > MOST || bonds.length > MOST) {
    throw new InvalidArgumentError(
      `${where} has ${elements.length} atoms and ${bonds.length} bonds; V2000 holds ${MOST} of each: write V3000`,
    )
  }
  const three = (v: number) => String(v).padStart(3)
  const coordinate = (v: number) => {
    // the sign of a zero is kept
    const text = `${Object.is(v, -0) ? '-' : ''}${v.toFixed(DECIMALS)}`.padStart(WIDTH)
    if (text.length === WIDTH) return text
    throw new InvalidArgumentError(
      `${where} has the coordinate ${v}, for which V2000 has no room: write V3000`,
    )
  }
  return [
    `${three(elements.length)}${three(bonds.length)}  0  0${three(Number(isChiral))}  0            999 V2000`,
    ...elements.map((e, i) => `${positions[i]!.map(coordinate).join('')} ${e.padEnd(3)} 0  0`),
    ...bonds.map(([i, j, order], k) =>
      [i + 1, j + 1, order === 1.5 ? 4 : order, stereo[k]!].map(three).join(''),
    ),
    ...properties('CHG', charges),
    ...properties('RAD', radicals),
    ...properties('ISO', isotopes),
  ]
}

/** Lines with the numbers of atoms that are not 0. */
function properties(code: string, values: readonly number[]): string[] {
  const found = values.flatMap((v, i) =>
    v === 0 ? [] : [`${String(i + 1).padStart(4)}${String(v).padStart(4)}`],
  )
  return Array.from({ length: Math.ceil(found.length / A_LINE) }, (_, k) => {
    const own = found.slice(A_LINE * k, A_LINE * (k + 1))
    return `M  ${code}${String(own.length).padStart(3)}${own.join('')}`
  })
}
