import { describe, expect, it } from 'vitest'
import { Newest } from '../src/app/newest.js'

/** Answers that the test gives when it likes. */
function held() {
  const waiting: { readonly question: number; readonly settle: (answer: number | Error) => void }[] = []
  const answer = (question: number) =>
    new Promise<number>((resolve, reject) => {
      waiting.push({ question, settle: (a) => (a instanceof Error ? reject(a) : resolve(a)) })
    })
  return { waiting, answer }
}
const turn = () => new Promise((resolve) => setTimeout(resolve))

describe('the newest question', () => {
  it('waits for the one before, and those between are not asked', async () => {
    const { waiting, answer } = held()
    const seen: number[] = []
    const newest = new Newest(answer, () => expect.unreachable())
    for (const question of [1, 2, 3, 4]) newest.ask(question, (a) => seen.push(a))
    expect(waiting.map((w) => w.question)).toEqual([1])
    waiting[0]!.settle(10)
    await turn()
    expect([waiting.map((w) => w.question), seen]).toEqual([[1, 4], [10]])
    waiting[1]!.settle(40)
    await turn()
    newest.ask(5, (a) => seen.push(a))
    waiting[2]!.settle(50)
    await turn()
    expect(seen).toEqual([10, 40, 50])
  })

  it('is forgotten with what failed, and can be asked again', async () => {
    const { waiting, answer } = held()
    const [seen, failed]: [number[], unknown[]] = [[], []]
    const newest = new Newest(answer, (error) => failed.push(error))
    newest.ask(1, (a) => seen.push(a))
    newest.ask(2, (a) => seen.push(a))
    const error = new Error('no picture')
    waiting[0]!.settle(error)
    await turn()
    expect([waiting.length, failed]).toEqual([1, [error]])
    newest.ask(3, (a) => seen.push(a))
    waiting[1]!.settle(30)
    await turn()
    expect(seen).toEqual([30])
  })
})
