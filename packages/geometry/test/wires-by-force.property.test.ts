import { rng } from '@buridan/core'
import { expect, it } from 'vitest'
import { readWire, type Wire } from '../src/wires/wire.js'
import { wireOperations } from '../src/wires/wire-operations.js'
import { otherwise, wireOf } from './wires.js'

const TOLERANCE = 0.1

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((x, i) => permutations(items.filter((_, k) => k !== i)).map((rest) => [x, ...rest]))
}

/** The least deviation of a motion with a permutation and signs: the turn of least squares, and the best of shifts that begin with each atom. */
function deviationOf({ points, period }: Wire, images: readonly number[], determinant: number, sign: number) {
  const at = (i: number) => Array.from(points.subarray(3 * i, 3 * i + 3)) as [number, number, number]
  let [along, across] = [0, 0]
  images.forEach((j, i) => {
    const [[x, y], [u, v]] = [at(i), at(j)]
    along += u * x + v * determinant * y
    across += v * x - u * determinant * y
  })
  const angle = Math.atan2(across, along)
  const rest = (i: number, shift: number) => {
    const d = sign * at(i)[2] + shift - at(images[i]!)[2]
    return d - period * Math.round(d / period)
  }
  const ofShift = (first: number) => {
    let shift = first
    for (let k = 0; k < 3; k++) shift -= images.reduce((s, _, i) => s + rest(i, shift), 0) / images.length
    return images.reduce((most, j, i) => {
      const [[x, y], [u, v]] = [at(i), at(j)]
      const [c, s] = [Math.cos(angle), Math.sin(angle)]
      const off = [c * x - s * determinant * y - u, s * x + c * determinant * y - v, rest(i, shift)]
      return Math.max(most, Math.hypot(...off))
    }, 0)
  }
  return Math.min(...images.map((j, i) => ofShift(at(j)[2] - sign * at(i)[2])))
}

it('all operations within the tolerance, and to three of it, are found, and no others: by all permutations', () => {
  let found = 0
  for (let seed = 0; seed < (process.env.NIGHTLY ? 1000 : 100); seed++) {
    const random = rng(seed)
    const count = 2 + random.int(5)
    const size = [0.15, 0.3, 1, 2][random.int(4)]!
    const side = () => size * (random.int(4) - 1.5)
    const atoms = Array.from({ length: count }, () => {
      return ['AB'[random.int(2)]!, side(), side(), 0.5 * random.int(6)] as const
    })
    const given = otherwise(wireOf(3, atoms), { seed, noise: [0, 0.01, 0.05, 0.2][random.int(4)]! })
    const wire = readOrUndefined(given)
    if (!wire) continue
    const { unit, numbers } = wire.given
    // all that are sought, but of atoms so near the axis that they hardly tell by which angle it is turned
    const least = (wire.reach > 3 * wire.radius ? wire.radius : TOLERANCE * unit) * (1 - 1e-9)
    const operations = wireOperations(wire, false)
    const known = new Map(
      operations.map((o) => [`${o.determinant} ${o.sign} ${o.action.subarray(0, count)}`, o.deviation]),
    )
    for (const images of permutations([...Array(count).keys()])) {
      if (images.some((j, i) => numbers[i] !== numbers[j])) continue
      for (const determinant of [1, -1]) {
        for (const sign of [1, -1]) {
          const key = `${determinant} ${sign} ${images}`
          const deviation = deviationOf(wire, images, determinant, sign)
          if (known.has(key)) expect([seed, known.get(key)]).toEqual([seed, expect.closeTo(deviation, 9)])
          else if (deviation < least) expect([seed, key]).toBe('found')
          else continue
          found++
        }
      }
    }
  }
  expect(found).toBeGreaterThan(100)
})

/** Undefined where images may be near several atoms, as those are two tolerances apart or less, or all are on the axis. */
function readOrUndefined(given: Parameters<typeof readWire>[0]): Wire | undefined {
  try {
    const wire = readWire(given, TOLERANCE)
    const least = TOLERANCE * wire.given.unit
    return 2 * wire.reach > least && wire.radius > least * (1 + 1e-9) ? wire : undefined
  } catch {
    return undefined
  }
}
