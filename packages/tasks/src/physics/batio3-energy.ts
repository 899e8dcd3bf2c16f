import { arrayOf, numberIn } from '@buridan/core'
/** A polarization in C/m². */
export type Polarization = readonly [number, number, number]

// Li, Cross & Chen, J. Appl. Phys. 98, 064101 (2005); SI units, temperature in °C
export const A1_PER_DEGREE = 4.124e5
export const T0 = 115
const A11 = -2.097e8
const A12 = 7.974e8
const A111 = 1.294e9
const A112 = -1.95e9
const A123 = -2.5e9
const A1111 = 3.863e10
const A1112 = 2.529e10
const A1122 = 1.637e10
const A1123 = 1.367e10

// what is left of them in elementary symmetric polynomials
const B12 = A12 - 2 * A11
const B112 = A112 - 3 * A111
const B123 = 3 * A111 - 3 * A112 + A123
const B1112 = A1112 - 4 * A1111
const B1122 = 2 * A1111 - 2 * A1112 + A1122
const B1123 = 4 * A1111 - A1112 - 2 * A1122 + A1123

/**
 * The free energy is a symmetric polynomial in the squares Pᵢ², written in their elementary symmetric polynomials
 * e₁ = ΣPᵢ², e₂ = Σ_{i<j}Pᵢ²Pⱼ², e₃ = P₁²P₂²P₃²: [coefficient, powers of e₁, e₂, e₃]; the term α₁(T)e₁ is apart.
 */
export const TERMS: readonly (readonly [number, number, number, number])[] = [
  [A11, 2, 0, 0],
  [B12, 0, 1, 0],
  [A111, 3, 0, 0],
  [B112, 1, 1, 0],
  [B123, 0, 0, 1],
  [A1111, 4, 0, 0],
  [B1112, 2, 1, 0],
  [B1122, 0, 2, 0],
  [B1123, 1, 0, 1],
]

/**
 * Landau free energy density of BaTiO₃ in J/m³, for a temperature in °C and a polarization in C/m².
 *
 * @param polarization - three numbers
 * @throws InvalidArgumentError if a number is not finite, or over 10⁶
 * @remarks Constant time. Li, Cross & Chen 2005.
 *
 * @example
 * ```ts
 * import { freeEnergy } from '@buridan/tasks'
 * console.log(freeEnergy(25, [0, 0, 0.26]).toPrecision(4)) // → -2.261e+6
 * ```
 */
export function freeEnergy(celsius: number, polarization: Polarization): number {
  numberIn(celsius, -1e6, 1e6, 'celsius')
  const [x, y, z] = arrayOf(polarization, 'polarization') as Polarization
  for (const p of [x, y, z]) numberIn(p, -1e6, 1e6, 'a component of the polarization')
  return energyAt(celsius, x, y, z)
}

/** The same, unchecked. */
function energyAt(celsius: number, x: number, y: number, z: number): number {
  const [a, b, c] = [x * x, y * y, z * z]
  const e1 = a + b + c
  const e2 = a * b + b * c + c * a
  const e3 = a * b * c
  // the terms above by Horner's rule: searches ask hundreds of thousands of times
  const ofFirst = e1 * (A1_PER_DEGREE * (celsius - T0) + e1 * (A11 + e1 * (A111 + e1 * A1111)))
  return ofFirst + e2 * (B12 + e1 * (B112 + e1 * B1112) + e2 * B1122) + e3 * (B123 + e1 * B1123)
}

/** A minimum of the free energy. */
export interface EnergyMinimum {
  readonly polarization: Polarization
  /** J/m³ */
  readonly energy: number
}

/** Starts for the minimization: no polarization, and along the axes, face and body diagonals and between them. */
const DIRECTIONS: readonly Polarization[] = [
  [0, 0, 1],
  [0, 1, 1],
  [1, 1, 1],
  [0, 1, 2],
  [1, 1, 2],
  [1, 2, 2],
  [1, 2, 3],
]

/**
 * The global minimum of the free energy at a temperature, by direct minimization from many starts in one fundamental
 * domain of O_h; the minima come out as 0, ⟨001⟩, ⟨011⟩ or ⟨111⟩.
 *
 * @throws InvalidArgumentError if the temperature is not a number of at most 10⁶
 * @remarks Constant time: 21 searches.
 *
 * @example
 * ```ts
 * import { minimumFreeEnergy } from '@buridan/tasks'
 * console.log(minimumFreeEnergy(25).energy.toPrecision(4)) // → -2.261e+6
 * ```
 */
export function minimumFreeEnergy(celsius: number): EnergyMinimum {
  numberIn(celsius, -1e6, 1e6, 'celsius')
  let best: EnergyMinimum = { polarization: [0, 0, 0], energy: 0 }
  for (const direction of DIRECTIONS) {
    const length = Math.hypot(...direction)
    for (const size of [0.1, 0.25, 0.4]) {
      const start = direction.map((d) => (d / length) * size) as [number, number, number]
      const found = compassSearch(celsius, start)
      if (found.energy < best.energy) best = found
    }
  }
  return best
}

/** Along the axes, their diagonals, and none. */
const MOVES: readonly Polarization[] = Array.from({ length: 27 }, (_, code) => [
  (code % 3) - 1,
  (Math.floor(code / 3) % 3) - 1,
  Math.floor(code / 9) - 1,
])

/** Steps along ± the axes and their diagonals while they help, halving the step when none does. */
function compassSearch(celsius: number, start: Polarization): EnergyMinimum {
  let [x, y, z] = start
  let energy = energyAt(celsius, x, y, z)
  for (let step = 0.05; step > 1e-9; ) {
    let improved = false
    for (let code = 0; code < 27; code++) {
      const [u, v, w] = MOVES[code]!
      const value = energyAt(celsius, x + step * u, y + step * v, z + step * w)
      if (value < energy) {
        x += step * u
        y += step * v
        z += step * w
        energy = value
        improved = true
      }
    }
    if (!improved) step /= 2
  }
  return { polarization: [x, y, z], energy }
}
