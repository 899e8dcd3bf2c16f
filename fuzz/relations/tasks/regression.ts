import { act, randomElement, rng } from '@buridan/groups'
import { inertiaTask, o5Task, type RegressionTask, scatteringTask } from '@buridan/tasks'
import fc from 'fast-check'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

const REGRESSIONS: Readonly<Record<string, () => RegressionTask>> = { o5Task, inertiaTask, scatteringTask }
const regression = fc.record({ name: fc.constantFrom(...Object.keys(REGRESSIONS)), seed: fc.nat(1e6) })

export const regressions = [
  relation('o5Task inertiaTask scatteringTask', 'inputs moved by an element, and the same seed again', {
    given: regression,
    one: ({ name, seed }) => {
      const task = REGRESSIONS[name]!()
      const { x } = task.sample(2, seed)
      const g = randomElement(task.repIn.group, rng(seed))
      return x.map((v) => [...act(task.repOut, g, task.f(v))])
    },
    other: ({ name, seed }) => {
      const task = REGRESSIONS[name]!()
      const { x, y } = task.sample(5, seed)
      const g = randomElement(task.repIn.group, rng(seed))
      const isSame = y.every((v, i) => v.every((c, k) => c === task.f(x[i]!)[k]))
      return isSame
        ? x.slice(0, 2).map((v) => [...task.f(act(task.repIn, g, v))])
        : 'labels are not of the function'
    },
    same: closeTo(1e-7, 1e-7),
    cost: 3,
  }),
  relation('o5Task inertiaTask scatteringTask', 'the formula of the paper, written out', {
    given: regression,
    one: ({ name, seed }) => [...REGRESSIONS[name]!().sample(1, seed).y[0]!],
    other: ({ name, seed }) => formula(name, [...REGRESSIONS[name]!().sample(1, seed).x[0]!]),
    same: closeTo(1e-9, 1e-9),
    cost: 2,
  }),
]

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, v, i) => sum + v * b[i]!, 0)

function formula(name: string, x: readonly number[]): number[] {
  if (name === 'o5Task') {
    const [a, b] = [x.slice(0, 5), x.slice(5)]
    const cosine = dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
    return [Math.sin(Math.hypot(...a)) - Math.hypot(...b) ** 3 / 2 + cosine]
  }
  if (name === 'inertiaTask') {
    // of each mass: |r|² on the diagonal less the products of coordinates
    return [0, 1, 2].flatMap((i) =>
      [0, 1, 2].map((j) =>
        [0, 1, 2, 3, 4].reduce((sum, b) => {
          const r = x.slice(5 + 3 * b, 8 + 3 * b)
          const off = -r[i]! * r[j]!
          return sum + x[b]! * (i === j ? off + dot(r, r) : off)
        }, 0),
      ),
    )
  }
  // contracted by hand, (p·q) with the metric of one time
  const [p, q, u, v] = [0, 4, 8, 12].map((at) => x.slice(at, at + 4)) as [
    number[],
    number[],
    number[],
    number[],
  ]
  const by = (a: number[], b: number[]) => -a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]! + a[3]! * b[3]!
  const [s, t] = [by(p, u) - by(p, p), by(q, v) - by(q, q)]
  return [
    4 * (2 * by(p, q) * by(u, v) + 2 * by(p, v) * by(u, q) - 2 * t * by(p, u) - 2 * s * by(q, v) + 4 * s * t),
  ]
}
