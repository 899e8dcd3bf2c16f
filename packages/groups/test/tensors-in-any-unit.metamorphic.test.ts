// Principal axes of tensors have no length of their own: what is found does not hang on the unit of the tensors, also beside vectors.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  isLieRepresentation,
  nearStabilizers,
  parseAnyGroup,
  parseRepresentation,
  rng,
  stabilizer,
} from '../src/index.js'

it.each([
  ['SO(3)', 'T(2)'],
  ['O(3)', 'Sym(V,2)'],
  ['O(3)', 'V+T(2)'],
  ['O(3)xS(3)', 'V_a*V_b+V_a*V_a'],
] as const)('stabilizers of noisy tensors are the same in every unit: %s, %s', (group, text) => {
  const rep = parseRepresentation(parseAnyGroup(group), text)
  if (!isLieRepresentation(rep)) throw new Error(`${group} is listed`)
  fc.assert(
    fc.property(fc.nat(10_000), fc.constantFrom(3, 10, 0.7, 1e-3), (seed, unit) => {
      const random = rng(seed)
      const x = new Float64Array(rep.dim).map(() => random.int(3) - 1 + 0.05 * random.normal())
      const size = Math.hypot(...x)
      const at = (scale: number) => {
        const scaled = x.map((v) => scale * v)
        const { chain } = nearStabilizers(rep, scaled, { radius: 0.15 * size * scale })
        const found = () => {
          try {
            return stabilizer(rep, scaled, { tolerance: 0.1, metric: 'largest' })
          } catch (error) {
            return { orbitType: (error as Error).name, order: 0n }
          }
        }
        const { orbitType, order } = found()
        return [orbitType, order, ...chain.flatMap((h) => [h.orbitType, (h.deviation / scale).toFixed(7)])]
      }
      expect(at(unit)).toEqual(at(1))
    }),
    { seed: 5, numRuns: 150 },
  )
})
