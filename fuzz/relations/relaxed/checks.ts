import { checkRelaxedEquivariance } from '@buridan/relaxed'
import fc from 'fast-check'
import { elementsOfAction, permuting, repsOf } from '../../given/acting.js'
import { audited, rowsOf } from '../../given/audited.js'
import { worstRelaxed } from '../../given/relaxed-equivariance.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const FUNCTIONS: Readonly<Record<string, (x: readonly number[]) => number[]>> = {
  same: (x) => [...x],
  'first largest': (x) => x.map((_, i) => Number(i === x.indexOf(Math.max(...x)))),
  'last least': (x) => x.map((_, i) => Number(i === x.lastIndexOf(Math.min(...x)))),
  'all largest': (x) => x.map((v) => Number(v === Math.max(...x))),
  'first place': (x) => x.map((_, i) => Number(i === 0)),
  'next place': (x) => x.map((_, i) => x[(i + 1) % x.length]!),
  order: (x) => x.map((v, i) => x.filter((w, j) => w < v || (w === v && j < i)).length),
}

export const checks = [
  relation('checkRelaxedEquivariance', 'every element, and every one that keeps the input', {
    given: fc.record({
      data: audited(
        permuting.map((acts) => ({ ...acts, from: [1], to: [1] })),
        2,
      ).map((d) => ({ ...d, noise: 0 })),
      name: fc.constantFrom(...Object.keys(FUNCTIONS)),
    }),
    one: ({ data: own, name }) => {
      const f = FUNCTIONS[name]!
      const options = { ...repsOf(own.acts), inputs: rowsOf(own).x, elements: 600 }
      const { relaxed, strict, relaxedError, strictError } = checkRelaxedEquivariance(
        (x) => f([...x]),
        options,
      )
      return [relaxed, strict, relaxedError, strictError]
    },
    other: ({ data: own, name }) => {
      const worst = rowsOf(own).x.map((x) => worstRelaxed(elementsOfAction(own.acts), x, FUNCTIONS[name]!))
      const [relaxed, strict] = [
        Math.max(...worst.map((w) => w.relaxed)),
        Math.max(...worst.map((w) => w.strict)),
      ]
      return [relaxed < 1e-4, strict < 1e-4, relaxed, strict]
    },
    same: closeTo(1e-9, 1e-12),
    cost: 15,
  }),
]
