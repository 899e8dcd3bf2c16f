/** A row of `rod-groups.jsonl`. */
export interface RodGroupRow {
  readonly number: number
  /** The Hermann–Mauguin symbol, without spaces and lines. */
  readonly symbol: string
  readonly axes: 'orthogonal' | 'hexagonal'
  /** Images of x, y, z, in fractions of the axes. */
  readonly generalPositions: readonly string[]
}

/** A wire that repeats along its third vector. */
export interface RodGroupWire {
  readonly lattice: number[][]
  readonly elements: string[]
  readonly positions: number[][]
  readonly periodic: boolean[]
}

/** Atoms of three kinds at general positions of a rod group, at random. */
export function wireOfRow(
  { axes, generalPositions }: RodGroupRow,
  random: { float(): number },
): RodGroupWire {
  const lattice = [[9, 0, 0], axes === 'hexagonal' ? [-4.5, 4.5 * Math.sqrt(3), 0] : [0, 9, 0], [0, 0, 7.3]]
  const positions: number[][] = []
  const elements: string[] = []
  for (const element of ['C', 'N', 'O']) {
    const images = imagesApart(generalPositions, random)
    positions.push(...images)
    elements.push(...images.map(() => element))
  }
  return { lattice, elements, positions, periodic: [false, false, true] }
}

/** Images of a place at random that is near no mirror and no axis, so that they are apart. */
function imagesApart(generalPositions: readonly string[], random: { float(): number }): number[][] {
  for (;;) {
    const place = [0.1 + 0.3 * random.float(), 0.4 * random.float() - 0.3, random.float()]
    const images = generalPositions.map((text) => text.split(',').map((part) => coordinate(part, place)))
    const [first, ...others] = images
    const near = others.some((image) => {
      const [x, y, z] = image.map((v, i) => v - first![i]!) as [number, number, number]
      return Math.hypot(x, y, z - Math.round(z)) < 0.02
    })
    if (!near) return images
  }
}

/** The value of `-x+y` or `z+1/2` at a place. */
function coordinate(text: string, place: readonly number[]): number {
  return [...text.matchAll(/([+-]?)(?:([xyz])|(\d+)\/(\d+))/g)].reduce((sum, [, sign, axis, p, q]) => {
    const value = axis ? place['xyz'.indexOf(axis)]! : Number(p) / Number(q)
    return sign === '-' ? sum - value : sum + value
  }, 0)
}
