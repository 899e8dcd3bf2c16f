import {
  type AnyRepresentation,
  act,
  parseAnyGroup,
  parseRepresentation,
  randomElement,
  rng,
  tensor,
} from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { everything, inTurn } from '../../../conformance/in-turn.js'
import { emlp } from '../src/index.js'
import { BUDGETS, errorAfterLearning } from './learning.js'
import { catalogue, LESSONS, type Lesson, lessonsOf } from './universal-cases.js'

const night = Boolean(process.env.NIGHTLY)
const seed = Math.abs(Number(process.env.FC_SEED ?? 1) | 0)

/** Each mutant that survives waits for all of them. */
const COUNT = process.env.MUTATED ? 1 : 12

/** In milliseconds: at night some learn for long, beside other tests. */
const PATIENCE = night ? 3_600_000 : 600_000

/** A dozen of the catalogue's groups, others with each FC_SEED; all at night. */
function drawn(): { text: string; name: string | undefined }[] {
  const all = catalogue()
  if (night) return all.map((text) => ({ text, name: undefined }))
  const random = rng(seed)
  // minutes each: as many maps as there are pairs of fields
  const few = all.filter((text) => !text.includes(' on grid'))
  const dozen = Array.from({ length: COUNT }, (_, i) => {
    const [text] = few.splice(random.int(few.length), 1)
    return { text: text!, name: LESSONS[(i + seed) % LESSONS.length]! }
  })
  return everything ? dozen : inTurn(dozen)
}

async function expectLearned(lesson: Lesson): Promise<void> {
  const { repIn, repOut, of } = lesson
  const random = rng(5)
  const x = new Float64Array(repIn.dim).map(() => random.normal())
  const g = randomElement(repIn.group, random)
  const moved = of(Float64Array.from(act(repIn, g, x)))
  act(repOut, g, of(x)).forEach((v, k) => {
    expect(Math.abs(moved[k]! - v)).toBeLessThan(1e-8 * (1 + Math.abs(v)))
  })
  let error = Number.POSITIVE_INFINITY
  for (const budget of BUDGETS) if (!(error < 0.01)) error = await errorAfterLearning(lesson, budget)
  expect(error, `${lesson.name} of ${repIn.group.name}`).toBeLessThan(0.01)
}

describe('functions of degree two are learned with the default hidden representation, to a hundredth of the variance', () => {
  it.each(drawn())(
    'of $text',
    async ({ text, name }) => {
      const group = parseAnyGroup(text)
      const lessons = lessonsOf(group)
      if (lessons.length === 0) {
        const V: AnyRepresentation = tensor(group, 1)
        expect(() => emlp({ repIn: V, repOut: V })).toThrow(/complex and the tensors of a network are real/)
      }
      // where the group has not the one that is its turn, the first
      const asked = night ? lessons : [lessons.find((l) => l.name === name) ?? lessons[0]].filter((l) => !!l)
      for (const lesson of asked) await expectLearned(lesson)
    },
    PATIENCE,
  )
})

describe('a dipole, charges times positions, is learned with hidden: 64', () => {
  it.each(night ? [5, 10, 20] : [5])(
    'of %i points',
    async (n) => {
      const group = parseAnyGroup(`SO(3)xS(${n})`)
      const rep = (text: string): AnyRepresentation => parseRepresentation(group, text)
      const lesson: Lesson = {
        name: 'dipole',
        repIn: rep('V_b+V_a*V_b'),
        repOut: rep('V_a'),
        of: (x) =>
          Float64Array.from({ length: 3 }, (_, a) => {
            let sum = 0
            for (let i = 0; i < n; i++) sum += x[i]! * x[n + a * n + i]!
            return sum
          }),
      }
      const error = await errorAfterLearning(lesson, { ...BUDGETS[1]!, hidden: 64, epochs: 80 })
      expect(error).toBeLessThan(1e-3)
    },
    PATIENCE,
  )
})
