import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { follow } from '../src/app/latest.js'

/** Answers that the test gives when it likes. */
function answers() {
  const asked: { question: number; answer: (text: string) => void; fail: (error: Error) => void }[] = []
  const told: (string | undefined)[] = []
  const question = signal<readonly [number]>([1])
  const latest = follow<readonly [number], string>(
    question,
    (n) =>
      new Promise((answer, fail) => {
        asked.push({ question: n, answer, fail })
      }),
    (problem) => told.push(problem),
  )
  return { asked, told, question, latest, end: latest.start() }
}
const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('the answer to the newest question', () => {
  it('is never that to another one, at no moment', async () => {
    const { asked, question, latest } = answers()
    expect([latest.answer.value, latest.isOpen.value]).toEqual([undefined, true])
    asked[0]!.answer('one')
    await settled()
    expect([latest.answer.value, latest.isOpen.value]).toEqual(['one', false])
    question.value = [2]
    // at once, before anything was asked or answered
    expect([latest.answer.value, latest.isOpen.value]).toEqual([undefined, true])
    expect(latest.answered.value).toEqual({ question: [1], answer: 'one' })
    question.value = [3]
    asked[2]!.answer('three')
    asked[1]!.answer('two')
    await settled()
    expect([asked.map((a) => a.question), latest.answer.value]).toEqual([[1, 2, 3], 'three'])
    expect(latest.answered.value).toEqual({ question: [3], answer: 'three' })
  })

  it('is not waited for where it failed, which is told, and what failed late is not', async () => {
    const { asked, told, question, latest } = answers()
    asked[0]!.fail(new Error('out of luck'))
    await settled()
    expect([latest.answer.value, latest.isOpen.value, told]).toEqual([undefined, false, ['out of luck']])
    question.value = [2]
    expect(latest.isOpen.value).toBe(true)
    question.value = [3]
    asked[1]!.fail(new Error('late'))
    asked[2]!.answer('three')
    await settled()
    expect([latest.answer.value, told]).toEqual(['three', ['out of luck', undefined]])
  })

  it('is not asked for any more once that has ended', async () => {
    const { asked, question, latest, end } = answers()
    end()
    question.value = [2]
    asked[0]!.answer('one')
    await settled()
    expect([asked.length, latest.answered.value]).toEqual([1, undefined])
  })
})
