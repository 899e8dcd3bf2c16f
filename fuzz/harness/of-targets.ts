import fc from 'fast-check'
import type { Target } from '../test/target.js'
import { limited } from './limited.js'
import { picture } from './picture.js'
import { type Relation, relation } from './relation.js'
import { spoil } from './spoil.js'

/** Targets that change what they are called on, or measure time: they answer otherwise when they are asked again. */
export const STATEFUL =
  /: (fitRows|minimize|Emlp#fit|PlacedNetwork#fit|runMethod|measureDataEfficiency|BasisCache#basis|Auditor#(add|skip))$/

/** What two makings of the right arguments differ in: numbered names of layers, folders that are made. */
const MADE_ANEW = /: (checkEquivariance|fileCheckpoint|fileSystem)$/

/** Targets whose arguments another copy may have made. */
export const COPIED = (name: string): boolean => !MADE_ANEW.test(name)

/** Targets that hand on what they are given, read a stream to its end, or end the life of what they are given. */
export const HANDED_ON =
  /: (arrayOf|automorphisms|canonicalLabelling|readFrames( of SDF)?|readLines|disposeNetwork)$/

const nothing = fc.constant(null)

async function called(target: Target, args: readonly unknown[]): Promise<unknown> {
  return limited(() => target.call(...(args as never[])))
}

async function pictured(target: Target, args: readonly unknown[]): Promise<unknown> {
  const result = await called(target, args)
  return limited(() => picture(result))
}

/** What is given is read, and not written. */
export function argumentsKept(target: Target): Relation {
  return relation([target.name], 'arguments stay as they were', {
    given: nothing,
    one: async () => {
      const args = target.args()
      await called(target, args).catch(() => undefined)
      return picture(args)
    },
    other: () => picture(target.args()),
  })
}

/** What is returned is the caller's: writing into it changes no later answer. */
export function spoilt(target: Target): Relation {
  return relation([target.name], 'the result spoilt by the caller', {
    given: nothing,
    one: () => pictured(target, target.args()),
    other: async () => {
      const args = target.args()
      const putBack = spoil(await called(target, args), { except: args })
      try {
        return await pictured(target, target.args())
      } finally {
        putBack()
      }
    },
  })
}

/** The same of one group, representation or model that is asked twice: what it keeps in itself is not in the caller's hands either. */
export function spoiltOnTheSame(target: Target): Relation {
  return relation([target.name], 'the same objects asked again, the first result spoilt', {
    given: nothing,
    one: async () => {
      const args = target.args()
      await called(target, args)
      return pictured(target, args)
    },
    other: async () => {
      const args = target.args()
      const putBack = spoil(await called(target, args), { except: [] })
      try {
        return await pictured(target, args)
      } finally {
        putBack()
      }
    },
  })
}

/** Objects that another copy of the packages made are as good. */
export function otherCopy(target: Target, copy: Target): Relation {
  return relation([target.name], 'arguments of another copy of the package', {
    given: nothing,
    one: () => pictured(target, target.args()),
    other: () => pictured(target, copy.args()),
  })
}
