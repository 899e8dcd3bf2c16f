import { arrayOf, InvalidArgumentError, objectOf, shown } from '@buridan/core'
import type { RobotMirror } from './robot-mirror.js'

/** Joint i goes to joint `image[i]`, its angle times `sign[i]`. */
export interface JointImages {
  readonly image: Uint32Array
  readonly sign: Int8Array
}

/**
 * What a mirror does to the joints.
 *
 * @throws InvalidArgumentError for a joint that is not known, in two pairs or in one with itself, in none and without a sign, or in a
 * pair with two different signs
 */
export function jointImages(
  joints: readonly string[],
  { name, pairs, signs = {} }: Pick<RobotMirror, 'name' | 'pairs' | 'signs'>,
): JointImages {
  const numbers = new Map(joints.map((joint, i) => [joint, i]))
  const numberOf = (joint: unknown): number => {
    const i = typeof joint === 'string' ? numbers.get(joint) : undefined
    if (i !== undefined) return i
    throw new InvalidArgumentError(
      `mirror ${shown(name)} names the joint ${shown(joint)}, which is not one of the joints`,
    )
  }
  const image = new Uint32Array(joints.length)
  const partner = new Int32Array(joints.length).fill(-1)
  arrayOf(pairs, `pairs of mirror ${shown(name)}`).forEach((pair, p) => {
    const { length }: readonly string[] = arrayOf(pair, `pair ${p} of mirror ${shown(name)}`)
    if (length !== 2)
      throw new InvalidArgumentError(`pair ${p} of mirror ${shown(name)} has ${length} joints, not two`)
    const [a, b] = [numberOf(pair[0]), numberOf(pair[1])]
    if (a === b) {
      throw new InvalidArgumentError(
        `mirror ${shown(name)} pairs ${shown(joints[a])} with itself; give its sign under signs instead`,
      )
    }
    for (const [i, other] of [
      [a, b],
      [b, a],
    ] as const) {
      if (partner[i]! >= 0)
        throw new InvalidArgumentError(`mirror ${shown(name)} has ${shown(joints[i])} in two pairs`)
      partner[i] = other
    }
  })
  const given = new Int8Array(joints.length)
  for (const [joint, sign] of Object.entries(objectOf(signs, `signs of mirror ${shown(name)}`))) {
    if (sign !== 1 && sign !== -1) {
      throw new InvalidArgumentError(
        `mirror ${shown(name)} has the sign ${shown(sign)} for ${shown(joint)}; it must be 1 or -1`,
      )
    }
    given[numberOf(joint)] = sign
  }
  const sign = new Int8Array(joints.length)
  joints.forEach((joint, i) => {
    const other = partner[i]!
    if (other < 0 && given[i] === 0) {
      throw new InvalidArgumentError(
        `mirror ${shown(name)} has ${shown(joint)} in no pair; give its partner under pairs, or under signs 1 or -1 if the mirror maps it to itself`,
      )
    }
    if (other >= 0 && given[i]! * given[other]! === -1) {
      throw new InvalidArgumentError(
        `mirror ${shown(name)} gives ${shown(joint)} and its partner ${shown(joints[other])} different signs; twice a mirror would not be the identity`,
      )
    }
    image[i] = other < 0 ? i : other
    sign[i] = given[i] || (other >= 0 && given[other]) || 1
  })
  return { image, sign }
}
