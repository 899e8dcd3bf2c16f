import { auditData } from 'buridan/browser'
import fc from 'fast-check'
import { anyCrystal, type Change, changed, withChange } from '../../given/crystals.js'
import type { GivenCrystal } from '../../given/known-crystals.js'
import { apply, transposed } from '../../given/matrices.js'
import type { Point } from '../../given/space.js'
import { closeTo } from '../../harness/compare.js'
import { relation } from '../../harness/relation.js'

interface Labelled {
  readonly crystal: GivenCrystal
  readonly p: Point
}

const small = fc.integer({ min: -20, max: 20 }).map((k) => k / 10)
const given = fc.record({
  list: fc.array(fc.record({ said: withChange(anyCrystal), p: fc.tuple(small, small, small) }), {
    minLength: 1,
    maxLength: 2,
  }),
})

function textOf(list: readonly Labelled[], pbc = 'T T T', digits = 9): string {
  return list
    .map(({ crystal: { lattice, elements, positions }, p }) => {
      const words = (v: readonly number[]) => v.map((x) => x.toFixed(digits)).join(' ')
      const lines = elements.map((e, a) => `Q${e}x ${words(apply(transposed(lattice), positions[a]!))}`)
      return `${elements.length}\nProperties=species:S:1:pos:R:3 Lattice="${words(lattice.flat())}" pbc="${pbc}" p="${words(p)}"\n${lines.join('\n')}\n`
    })
    .join('')
}

function audited(text: string, group = 'O(3)') {
  const file = { name: 'a.xyz', bytes: new TextEncoder().encode(text) }
  const { report } = auditData([file], { group, label: 'p', precision: 5e-5 })
  const { samples, symmetric, orbits, orbitTypes, price, disagreement, strictFloor } = report
  return { samples, symmetric, orbits, orbitTypes, price, disagreement, strictFloor }
}

const otherwise = ({ said: { c, change }, p }: { said: { c: GivenCrystal; change: Change }; p: Point }) => ({
  crystal: changed(c, change),
  p: apply(change.turn, p),
})
const asIs = ({ said: { c }, p }: { said: { c: GivenCrystal }; p: Point }) => ({ crystal: c, p })

export const periodicRelations = [
  relation('auditData', 'crystals in another cell, turned, shifted, in another order, each by itself', {
    given,
    one: ({ list }) => audited(textOf([...list, ...list].map(asIs))),
    other: ({ list }) => audited(textOf([...list.map(asIs), ...list.map(otherwise)])),
    same: closeTo(1e-6, 1e-6),
    cost: 30,
  }),
  relation('auditData', 'crystals to fewer digits', {
    given,
    one: ({ list }) => audited(textOf(list.map(asIs))),
    other: ({ list }) => audited(textOf(list.map(asIs), 'T T T', 6)),
    same: closeTo(1e-3, 1e-3),
    cost: 30,
  }),
  relation('auditData', 'slabs with another vector along which they do not repeat', {
    given: fc.record({ list: given.map(({ list }) => list), by: fc.constantFrom(0, 0.5, 3, -2) }),
    one: ({ list }) => audited(textOf(list.map(asIs), 'T T F')),
    other: ({ list, by }) => {
      const text = textOf(list.map(asIs), 'T T F')
      // the last vector alone: atoms stay where they are
      return audited(
        text.replace(/Lattice="([^"]*)"/g, (_, words: string) => {
          const v = words.split(' ').map((w, k) => (k < 6 ? w : `${Number(w) * by}`))
          return `Lattice="${v.join(' ')}"`
        }),
      )
    },
    cost: 30,
  }),
]
