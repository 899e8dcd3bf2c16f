import { parseMolecules } from '@buridan/data'
import { canonicalLabelling, graph } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import {
  autoencodingTask,
  batio3Task,
  bondOrdersTask,
  decodingTask,
  independentSetTask,
  maxCutTask,
  pztTask,
  runMethod,
  spinsTask,
  type Task,
  taskTitles,
} from '../src/index.js'
import { readTaskData } from '../src/node.js'

const molecules = parseMolecules(await readTaskData('molecules.jsonl'))
const tasks: Task[] = [
  pztTask(await readTaskData('PbZr0.1Ti0.9O3.cif')),
  batio3Task(),
  spinsTask(),
  autoencodingTask({ vertices: 5 }),
  bondOrdersTask(molecules),
  await maxCutTask(),
  await independentSetTask(),
  decodingTask(molecules),
]

const key = (row: ArrayLike<number>) => Array.from(row, (v) => v.toFixed(9)).join()

/** The numbers of a row without their places: exchanges of points do not change them. */
const content = (row: ArrayLike<number>) =>
  Array.from(row, (v) => v.toFixed(6))
    .sort()
    .join()

describe('what a task says it is scored on is what it is scored on', () => {
  it.each(tasks.map((t) => [t.name, t] as const))('%s', (_, task) => {
    const trained = new Set(task.x.map(key))
    const alike = new Set(task.x.map(content))
    const same = task.test.filter((c) => trained.has(key(c.x))).length
    if (task.scoredOn!.startsWith('unseen')) {
      expect(same).toBe(0)
      expect(task.test.some((c) => alike.has(content(c.x)))).toBe(false)
    } else if (/another order/.test(task.scoredOn!)) {
      expect(same).toBeLessThan(task.test.length)
      expect(task.test.every((c) => alike.has(content(c.x)))).toBe(true)
    } else expect(same).toBe(task.test.length)
  })

  it('numbers in the words are those of the data', () => {
    const [pzt, batio3, spins] = tasks as [Task, Task, Task]
    expect(new Set(pzt.x.map(key)).size).toBe(1)
    expect(batio3.scoredOn).toContain(`${batio3.test.length} of the ${batio3.x.length} temperatures`)
    expect(spins.scoredOn).toContain(`${spins.test.length} ratios between the ${spins.x.length} trained on`)
    const [least, most] = [Math.min(...spins.x.flat()), Math.max(...spins.x.flat())]
    for (const { x } of spins.test) expect(x[0]! > least && x[0]! < most).toBe(true)
  })

  it('is called as in the list of titles', () => {
    const called = tasks.map(({ name, title, domain }) => ({ name, title, domain }))
    called[3]!.title = called[3]!.title.replace('up to 5', 'up to 7')
    expect(taskTitles).toEqual(called)
  })

  it('graphs that are scored are isomorphic to those trained on', () => {
    const form = ({ n, edges }: { n: number; edges: readonly (readonly [number, number])[] }) => {
      const { labelling } = canonicalLabelling(graph({ n, edges: edges.map(([u, v]) => [u, v]) }))
      const moved = edges.map(([u, v]) => [labelling[u]!, labelling[v]!].sort((a, b) => a - b).join('-'))
      return `${n}: ${moved.sort().join()}`
    }
    // the same function makes the graphs anew, and renames them: by another seed in another order
    const [one, other] = [
      autoencodingTask({ vertices: 5, seed: 1 }),
      autoencodingTask({ vertices: 5, seed: 2 }),
    ]
    expect(one.test.map((t) => form(t.graph!))).toEqual(other.test.map((t) => form(t.graph!)))
    expect(one.x).toEqual(other.x)
  })

  it('is refused where it says neither', async () => {
    const wrong = { ...batio3Task(), scoredOn: 'held back' } as unknown as Task
    await expect(runMethod(wrong, 'strict', { epochs: 1 })).rejects.toThrow(/scoredOn is "held back"/)
  })
})
