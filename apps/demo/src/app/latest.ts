import { computed, effect, type ReadonlySignal, signal, untracked, useComputed } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { messageOf, trouble } from './trouble.js'

/** What is known of a question whose answer comes from elsewhere. An answer never comes without its question: it may be the last one's. */
export interface Latest<Q, A> {
  /** The newest answer there is, with the question that it answers. */
  readonly answered: ReadonlySignal<{ readonly question: Q; readonly answer: A } | undefined>
  /** The answer to the question as it is now; undefined until it is there. */
  readonly answer: ReadonlySignal<A | undefined>
  /** Whether the question as it is now is neither answered nor failed. */
  readonly isOpen: ReadonlySignal<boolean>
}

/**
 * Asks a question whenever it changes; answers to earlier ones that come late are dropped.
 *
 * @param answer - is called with the question alone: signals that it reads are not followed
 * @param told - is told what went wrong, or that nothing did
 * @returns what is known, and what starts the asking and returns what ends it
 */
export function follow<Q extends readonly unknown[], A>(
  question: ReadonlySignal<Q>,
  answer: (...question: readonly [...Q]) => Promise<A>,
  told: (problem: string | undefined) => void,
): Latest<Q, A> & { readonly start: () => () => void } {
  const answered = signal<{ readonly question: Q; readonly answer: A } | undefined>(undefined)
  const unanswered = signal<Q | undefined>(undefined)
  const start = () =>
    effect(() => {
      const asked = question.value
      let isDropped = false
      untracked(() => answer(...asked)).then(
        (found) => {
          if (isDropped) return
          answered.value = { question: asked, answer: found }
          told(undefined)
        },
        (error: unknown) => {
          if (isDropped) return
          unanswered.value = asked
          told(messageOf(error))
        },
      )
      return () => {
        isDropped = true
      }
    })
  const isAnswered = computed(() => answered.value?.question === question.value)
  return {
    answered,
    answer: computed(() => (isAnswered.value ? answered.value!.answer : undefined)),
    isOpen: computed(() => !isAnswered.value && unanswered.value !== question.value),
    start,
  }
}

/**
 * The answer to the newest question, from a computation that runs elsewhere. An error is the page's {@link trouble}.
 *
 * @param question - reads signals; it is another question when one of its parts is
 * @param answer - is called with the question alone: signals that it reads are not followed
 */
export function useLatest<Q extends readonly unknown[], A>(
  question: () => readonly [...Q],
  answer: (...question: Q) => Promise<A>,
): Latest<readonly [...Q], A> {
  const last = useRef<readonly [...Q] | undefined>(undefined)
  const asked = useComputed(() => {
    const next = question()
    const before = last.current
    if (!before?.every((part, i) => Object.is(part, next[i]))) last.current = next
    return last.current!
  })
  const newest = useMemo(() => {
    const of = Symbol()
    return follow<readonly [...Q], A>(
      asked,
      (...parts) => answer(...parts),
      (problem) => {
        if (problem !== undefined) trouble.value = { of, text: problem }
        else if (trouble.peek()?.of === of) trouble.value = undefined
      },
    )
  }, [asked])
  useEffect(() => newest.start(), [newest])
  return newest
}
