import { arrayOf, InvalidArgumentError, objectOf, type Permutation, shown, stringOf } from '@buridan/core'
import {
  directProduct,
  elementsOf,
  type FiniteGroup,
  signedPermutationGroup,
  subgroup,
} from '@buridan/permutations'
import { NamedElements } from '../boards/named-elements.js'
import { factorRepresentation } from '../representation/base-representation.js'
import { axialVector } from '../representation/determinant.js'
import type { Representation } from '../representation/representation.js'
import type { Monomial } from '../representation/tensor-index.js'
import { type JointImages, jointImages } from './joint-images.js'
import type { RobotMirror } from './robot-mirror.js'

/** An element of the group of a robot. */
export interface RobotElement {
  /** Its number in `elementsOf(group)`. */
  readonly index: number
  /** The mirrors that it is made of: `identity`, `left–right`, `left–right and front–back`. */
  readonly name: string
  /** Joint i goes to joint `image[i]`, its angle times `sign[i]`. */
  readonly joints: Monomial
  /** The signs of the three axes of the base. */
  readonly axes: Int8Array
  /** The element of the group. */
  readonly permutation: Permutation
}

/** The group of a robot's body, ℤ₂ to the number of mirrors, and how it acts on measurements and commands. */
export interface RobotGroup {
  /** The names of the joints, in the order of the coordinates. */
  readonly joints: readonly string[]
  readonly group: FiniteGroup
  /** One number a joint: angles, velocities, torques, commands. */
  readonly jointSpace: Representation
  /** Vectors of the base frame: linear velocity, gravity, forces. */
  readonly vector: Representation
  /** Axial vectors of the base frame: angular velocity, moments. */
  readonly axial: Representation
  /** All elements, with names. */
  readonly elements: NamedElements<RobotElement>
}

const AXES = ['x', 'y', 'z']
const MOST_JOINTS = 1000

/**
 * The morphological symmetries of a robot by the names of its joints: each mirror exchanges pairs of joints and reverses some of their
 * angles. Together they are a group ℤ₂ᵏ, acting on the joints by signed permutations and on vectors of the base by mirrors.
 *
 * @param joints - names, in the order of the coordinates
 * @param mirrors - one to three, of different normals
 * @throws InvalidArgumentError for a name that is missing, given twice or unknown, a joint that is in no pair and has no sign, in two pairs
 * or in a pair with different signs, and for mirrors that do not commute
 * @remarks O(mirrors · joints). After Ordoñez-Apraez et al., Morphological symmetries in robotics (2024), arXiv 2402.15552.
 *
 * @example
 * ```ts
 * import { robotGroup } from '@buridan/groups'
 * const robot = robotGroup(
 *   ['left hip', 'left knee', 'right hip', 'right knee', 'spine yaw'],
 *   [
 *     {
 *       name: 'left–right',
 *       normal: 'y',
 *       pairs: [['left hip', 'right hip'], ['left knee', 'right knee']],
 *       signs: { 'left hip': -1, 'spine yaw': -1 },
 *     },
 *   ],
 * )
 * const { permutation } = robot.elements.named('left–right')
 * console.log(robot.group.order, robot.jointSpace.apply(permutation, [1, 2, 3, 4, 5])) // → 2n Float64Array(5) [ -3, 4, -1, 2, -5 ]
 * console.log(robot.vector.apply(permutation, [1, 2, 3])) // → Float64Array(3) [ 1, -2, 3 ]
 * console.log(robot.axial.apply(permutation, [1, 2, 3])) // → Float64Array(3) [ -1, 2, -3 ]
 * ```
 */
export function robotGroup(joints: readonly string[], mirrors: readonly RobotMirror[]): RobotGroup {
  const names = checkedJoints(joints)
  arrayOf(mirrors, 'mirrors')
  if (mirrors.length === 0 || mirrors.length > 3)
    throw new InvalidArgumentError(`${mirrors.length} mirrors given; a body has from one to three`)
  const all = mirrors.map((m, i) => checkedMirror(m, i, mirrors))
  const images = all.map((m) => jointImages(names, m))
  refuseNotCommuting(names, all, images)
  const onJoints = signedPermutationGroup(
    images.map((g) => Array.from(g.image, (to, i) => g.sign[i]! * (to + 1))),
  )
  const onAxes = signedPermutationGroup(
    all.map((m) => AXES.map((a, i) => (a === m.normal ? -1 : 1) * (i + 1))),
  )
  const whole = directProduct(onJoints, onAxes)
  const n = onJoints.degree
  const group = subgroup(
    whole,
    all.map((_, k) => [...onJoints.ownGenerators[k]!, ...onAxes.ownGenerators[k]!.map((p) => n + p)]),
  )
  return {
    joints: names,
    group,
    jointSpace: factorRepresentation(group, 0),
    vector: factorRepresentation(group, 1),
    axial: axialVector(group, 1),
    elements: new NamedElements(
      () => Number(group.order),
      (index) => element(group, all, index),
    ),
  }
}

function element(group: FiniteGroup, mirrors: readonly RobotMirror[], index: number): RobotElement {
  const permutation = elementsOf(group).at(index)
  const axes = factorRepresentation(group, 1).monomial(permutation).sign
  // each mirror is in it exactly if its normal is reversed
  const made = mirrors.filter((m) => axes[AXES.indexOf(m.normal)] === -1).map((m) => m.name)
  return {
    index,
    name: made.length === 0 ? 'identity' : made.join(' and '),
    joints: factorRepresentation(group, 0).monomial(permutation),
    axes,
    permutation,
  }
}

function checkedJoints(joints: readonly string[]): readonly string[] {
  arrayOf(joints, 'joints')
  if (joints.length === 0 || joints.length > MOST_JOINTS)
    throw new InvalidArgumentError(`${joints.length} joints given; there must be from 1 to ${MOST_JOINTS}`)
  const seen = new Set<string>()
  joints.forEach((name, i) => {
    stringOf(name, `joint ${i}`)
    if (name.trim() === '') throw new InvalidArgumentError(`joint ${i} has no name`)
    if (seen.has(name)) throw new InvalidArgumentError(`two joints are named ${shown(name)}`)
    seen.add(name)
  })
  return Object.freeze([...joints])
}

function checkedMirror(mirror: RobotMirror, i: number, all: readonly RobotMirror[]): RobotMirror {
  objectOf(mirror, `mirror ${i}`)
  if (stringOf(mirror.name, `the name of mirror ${i}`).trim() === '' || mirror.name === 'identity')
    throw new InvalidArgumentError(
      `the name of mirror ${i} is ${shown(mirror.name)}; give it one, such as left–right`,
    )
  if (!AXES.includes(mirror.normal)) {
    throw new InvalidArgumentError(
      `the normal of mirror ${shown(mirror.name)} is ${shown(mirror.normal)}; it must be x, y or z`,
    )
  }
  const same = all.findIndex((m) => m === mirror || m?.normal === mirror.normal || m?.name === mirror.name)
  if (same < i) {
    const what = all[same]!.name === mirror.name ? 'the name' : 'the normal'
    throw new InvalidArgumentError(`mirrors ${same} and ${i} have ${what} in common`)
  }
  return mirror
}

/** Mirrors with normals along axes commute in space, so that a body on which they do not is misdescribed. */
function refuseNotCommuting(
  names: readonly string[],
  mirrors: readonly RobotMirror[],
  images: readonly JointImages[],
): void {
  for (let a = 0; a < images.length; a++) {
    for (let b = 0; b < a; b++) {
      const wrong = names.findIndex((_, i) => {
        const [ab, ba] = [after(images[a]!, images[b]!, i), after(images[b]!, images[a]!, i)]
        return ab.joint !== ba.joint || ab.sign !== ba.sign
      })
      if (wrong < 0) continue
      const [ab, ba] = [after(images[a]!, images[b]!, wrong), after(images[b]!, images[a]!, wrong)]
      const where = ({ joint, sign }: typeof ab) => `${sign < 0 ? '−' : ''}${names[joint]}`
      throw new InvalidArgumentError(
        `the mirrors ${shown(mirrors[b]!.name)} and ${shown(mirrors[a]!.name)} do not commute: ${shown(names[wrong])} goes to ${where(ab)} by the first and then the second, and to ${where(ba)} the other way round`,
      )
    }
  }
}

/** Where joint i goes by the second and then the first. */
function after(first: JointImages, second: JointImages, i: number): { joint: number; sign: number } {
  const middle = second.image[i]!
  return { joint: first.image[middle]!, sign: second.sign[i]! * first.sign[middle]! }
}
