// Names of near-symmetries are kept by determinants and traces: finite groups of O(3) that share them are conjugate.
import { expect, it } from 'vitest'
import { elementsOf, pointGroup, tensor } from '../src/index.js'

const upTo = (n: number) => Array.from({ length: n - 1 }, (_, k) => k + 2)
const names = [
  ...['C1', 'Ci', 'Cs', 'T', 'Td', 'Th', 'O', 'Oh', 'I', 'Ih'],
  ...upTo(12).flatMap((n) => [`C${n}`, `C${n}v`, `C${n}h`, `D${n}`, `D${n}d`, `D${n}h`, `S${2 * n}`]),
]

it('finite groups in O(3) differ in how often each determinant and trace is there', () => {
  const known = new Map<string, string>()
  for (const name of names) {
    const group = pointGroup(name)
    const rep = tensor(group, 1)
    const traces = Array.from(elementsOf(group), (g): number => {
      const m = rep.matrix(g)
      const [a, b, c, d, e, f, p, q, r] = m as unknown as number[]
      const determinant = a! * (e! * r! - f! * q!) - b! * (d! * r! - f! * p!) + c! * (d! * q! - e! * p!)
      return Math.round(1e6 * (a! + e! + r! + 10 * determinant))
    })
    const key = traces.sort((x, y) => x - y).join()
    expect(known.get(key), `${name} and ${known.get(key)}`).toBeUndefined()
    known.set(key, name)
  }
  expect(known.size).toBe(names.length)
})
