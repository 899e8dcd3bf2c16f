/** An operation of a layer in a primitive cell whose third vector is normal to it. */
export interface LayerOperation {
  /** Whole numbers, 3 × 3, row-major, on fractions; blocks of the plane and of the normal. */
  readonly rotation: ArrayLike<number>
  /** In fractions; the part along the normal belongs to the origin. */
  readonly translation: ArrayLike<number>
}

type Pair = readonly [number, number]

/** Fractions of whole sums are whole to this. */
const ROUNDING = 1e-4
/** Lattice vectors with coefficients up to this are tried: sums of powers of an operation have no others in a reduced cell. */
const TRIED = [-3, -2, -1, 0, 1, 2, 3]

/**
 * A text that layers have in common exactly if their groups are of one of the 80 types: for each operation its determinant and trace in the
 * plane, whether it turns the layer over, whether it is a screw or a glide, and whether a glide by the plane of the layer goes along it;
 * and the lattice vectors between images of lattice points, of all operations, of those that keep the upper side and of rotations. That these tell
 * all types apart is tested.
 */
export function layerSignature(operations: readonly LayerOperation[]): string {
  const glides = operations.filter(
    ({ rotation: w }) => w[0] === 1 && w[4] === 1 && w[1] === 0 && w[3] === 0 && w[8] === -1,
  )
  const parts = operations.map((o) => {
    const w = o.rotation
    const along = glides.map(({ translation: t }) => Number(isFixed(w, [t[0]!, t[1]!])))
    return [determinant(w), w[0]! + w[4]!, w[8], Number(isScrew(o)), ...along].join()
  })
  const sides = operations.filter(({ rotation: w }) => w[8] === 1)
  const rotations = operations.filter(({ rotation: w }) => determinant(w) === 1)
  return [parts.sort().join(' '), ...[operations, sides, rotations].map(differences)].join('|')
}

/** In the plane times that of the normal. */
function determinant(w: ArrayLike<number>): number {
  return (w[0]! * w[4]! - w[1]! * w[3]!) * w[8]!
}

/** Whether no choice of the origin or lattice vector leaves an operation without a translation along itself. */
function isScrew({ rotation: w, translation: t }: LayerOperation): boolean {
  // the sum of the powers of the operation in the plane
  const sum = [0, 0, 0, 0]
  let power = [1, 0, 0, 1]
  let side = 1
  do {
    power.forEach((v, k) => {
      sum[k]! += v
    })
    power = [
      power[0]! * w[0]! + power[1]! * w[3]!,
      power[0]! * w[1]! + power[1]! * w[4]!,
      power[2]! * w[0]! + power[3]! * w[3]!,
      power[2]! * w[1]! + power[3]! * w[4]!,
    ]
    side *= w[8]!
  } while (side !== 1 || power[0] !== 1 || power[1] !== 0 || power[2] !== 0 || power[3] !== 1)
  const whole = [sum[0]! * t[0]! + sum[1]! * t[1]!, sum[2]! * t[0]! + sum[3]! * t[1]!].map(Math.round) as [
    number,
    number,
  ]
  return !TRIED.some((a) =>
    TRIED.some((b) => sum[0]! * a + sum[1]! * b === whole[0] && sum[2]! * a + sum[3]! * b === whole[1]),
  )
}

/** Whether a vector of the plane and some lattice vector add up to one that an operation fixes. */
function isFixed(w: ArrayLike<number>, t: Pair): boolean {
  return [-1, 0, 1].some((a) =>
    [-1, 0, 1].some((b) => {
      const [x, y] = [t[0] + a, t[1] + b]
      return Math.abs(w[0]! * x + w[1]! * y - x) < ROUNDING && Math.abs(w[3]! * x + w[4]! * y - y) < ROUNDING
    }),
  )
}

/** The elementary divisors of the lattice that differences between images of lattice vectors and themselves generate. */
function differences(operations: readonly LayerOperation[]): string {
  const columns = operations.flatMap(({ rotation: w }): Pair[] => [
    [w[0]! - 1, w[3]!],
    [w[1]!, w[4]! - 1],
  ])
  let [first, minors] = [0, 0]
  columns.forEach(([x, y], i) => {
    first = divisor(first, divisor(x, y))
    for (const [u, v] of columns.slice(0, i)) minors = divisor(minors, x * v - y * u)
  })
  return `${first} ${first === 0 ? 0 : minors / first}`
}

function divisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : divisor(b, a % b)
}
