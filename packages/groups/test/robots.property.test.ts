import {
  type BuridanError,
  isSameGroup,
  parseGroup,
  parseRepresentation,
  type RobotMirror,
  robotGroup,
} from '@buridan/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const LEGS = ['left front', 'right front', 'left hind', 'right hind']
const QUADRUPED = LEGS.flatMap((leg) => ['roll', 'pitch', 'knee'].map((j) => `${leg} ${j}`))
const swapped = (from: string, to: string) =>
  QUADRUPED.filter((j) => j.includes(from)).map((j) => [j, j.replace(from, to)] as const)
/** A body with four equal legs, as Solo or ANYmal: angles of rolls are reversed by one mirror, those of pitches and knees by the other. */
const SIDES: RobotMirror = {
  name: 'left–right',
  normal: 'y',
  pairs: swapped('left', 'right'),
  signs: Object.fromEntries(QUADRUPED.filter((j) => j.endsWith('roll')).map((j) => [j, -1 as const])),
}
const ENDS: RobotMirror = {
  name: 'front–back',
  normal: 'x',
  pairs: swapped('front', 'hind'),
  signs: Object.fromEntries(QUADRUPED.filter((j) => !j.endsWith('roll')).map((j) => [j, -1 as const])),
}
const quadruped = robotGroup(QUADRUPED, [SIDES, ENDS])

/** Where the foot of a leg is, from its hip, with rolls about x, then pitches about y; thigh and shank of lengths 1. */
function foot([roll, pitch, knee]: readonly number[]): number[] {
  const along = -(Math.sin(pitch!) + Math.sin(pitch! + knee!))
  const down = -(Math.cos(pitch!) + Math.cos(pitch! + knee!))
  return [along, -down * Math.sin(roll!), down * Math.cos(roll!)]
}

describe('a quadruped', () => {
  it('has the Klein group, with four elements by name', () => {
    expect(quadruped.group.order).toBe(4n)
    expect([...quadruped.elements].map((e) => e.name).sort()).toEqual([
      'front–back',
      'identity',
      'left–right',
      'left–right and front–back',
    ])
    for (const e of quadruped.elements) expect(quadruped.elements.named(e.name).index).toBe(e.index)
  })

  it('feet computed from moved angles are the moved feet', () => {
    const hips = [
      [2, 1, 0],
      [2, -1, 0],
      [-2, 1, 0],
      [-2, -1, 0],
    ]
    const feet = (q: ArrayLike<number>) =>
      hips.map((hip, leg) => foot(Array.from(q).slice(3 * leg, 3 * leg + 3)).map((v, i) => v + hip[i]!))
    const key = (p: readonly number[]) => p.map((v) => (Math.abs(v) < 1e-9 ? 0 : v).toFixed(9)).join()
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 12, maxLength: 12 }),
        fc.nat(3),
        (q, i) => {
          const { permutation } = quadruped.elements.at(i)
          const moved = feet(quadruped.jointSpace.apply(permutation, q))
          const expected = feet(q).map((p) => [...quadruped.vector.apply(permutation, p)])
          expect(moved.map(key).sort()).toEqual(expected.map(key).sort())
        },
      ),
      { seed: 1 },
    )
  })

  it('angular velocities are axial: the cross product of moved vectors is the moved one', () => {
    const cross = (a: ArrayLike<number>, b: ArrayLike<number>) =>
      [0, 1, 2].map((i) => a[(i + 1) % 3]! * b[(i + 2) % 3]! - a[(i + 2) % 3]! * b[(i + 1) % 3]!)
    for (const { permutation } of quadruped.elements) {
      const [a, b] = [
        [1, 2, 3],
        [-2, 5, 1],
      ]
      const move = (v: number[]) => quadruped.vector.apply(permutation, v)
      const moved = quadruped.axial.apply(permutation, cross(a!, b!))
      expect(Array.from(moved, (v) => v + 0)).toEqual(cross(move(a!), move(b!)).map((v) => v + 0))
    }
  })

  it('is the same with pairs the other way round, signs by the other name, and mirrors in another order', () => {
    const other = robotGroup(QUADRUPED, [
      {
        ...ENDS,
        pairs: ENDS.pairs.map(([a, b]) => [b, a] as const),
        signs: Object.fromEntries(Object.entries(ENDS.signs!).filter(([j]) => j.includes('hind'))),
      },
      { ...SIDES, pairs: [...SIDES.pairs].reverse() },
    ])
    const q = QUADRUPED.map((_, i) => i + 1)
    for (const { name } of quadruped.elements) {
      const words = name.split(' and ').reverse().join(' and ')
      const [one, two] = [quadruped.elements.named(name), other.elements.named(words)]
      expect(other.jointSpace.apply(two.permutation, q)).toEqual(
        quadruped.jointSpace.apply(one.permutation, q),
      )
      expect([...two.axes]).toEqual([...one.axes])
    }
  })

  it('can be written down and read', () => {
    const group = parseGroup(quadruped.group.name)
    expect(isSameGroup(group, quadruped.group)).toBe(true)
    const q = QUADRUPED.map((_, i) => i + 1)
    for (const { permutation } of quadruped.elements) {
      expect(parseRepresentation(group, quadruped.jointSpace.text).apply(permutation, q)).toEqual(
        quadruped.jointSpace.apply(permutation, q),
      )
      expect(parseRepresentation(group, quadruped.axial.text).apply(permutation, [1, 2, 3])).toEqual(
        quadruped.axial.apply(permutation, [1, 2, 3]),
      )
    }
  })
})

it('joints that are called like properties of objects are joints', () => {
  const joints = ['__proto__', 'constructor', 'toString']
  const signs = JSON.parse('{"toString":-1,"__proto__":-1}') as Record<string, 1 | -1>
  const robot = robotGroup(joints, [
    { name: 'sides', normal: 'y', pairs: [['__proto__', 'constructor']], signs },
  ])
  const { permutation } = robot.elements.named('sides')
  expect([...robot.jointSpace.apply(permutation, [1, 2, 3])]).toEqual([-2, -1, -3])
})

describe('what is no robot is refused', () => {
  const joints = ['left hip', 'right hip', 'spine']
  const mirror = {
    name: 'sides',
    normal: 'y',
    pairs: [['left hip', 'right hip']],
    signs: { spine: -1 },
  } satisfies RobotMirror
  const one = (change: object, names: readonly string[] = joints) =>
    robotGroup(names, [{ ...mirror, ...change } as RobotMirror])
  it.each<[string, () => unknown, RegExp]>([
    ['a joint twice', () => one({}, ['left hip', 'left hip', 'spine']), /two joints are named "left hip"/],
    ['a joint without a name', () => one({}, ['left hip', ' ', 'spine']), /joint 1 has no name/],
    ['no joints', () => robotGroup([], [mirror]), /0 joints/],
    ['joints that are numbers', () => robotGroup([1] as never, [mirror]), /joint 0/],
    ['an unknown joint', () => one({ pairs: [['left hip', 'right hop']] }), /"right hop", which is not one/],
    ['an unknown joint with a sign', () => one({ signs: { spine: 1, tail: 1 } }), /"tail", which is not one/],
    ['a joint in no pair', () => one({ signs: {} }), /"spine" in no pair; give its partner/],
    ['no signs', () => one({ signs: undefined }), /"spine" in no pair/],
    [
      'a joint in two pairs',
      () => one({ pairs: [...mirror.pairs, ['left hip', 'spine']] }),
      /"left hip" in two pairs/,
    ],
    ['a joint with itself', () => one({ pairs: [['spine', 'spine']] }), /pairs "spine" with itself/],
    ['three in a pair', () => one({ pairs: [joints] }), /has 3 joints/],
    ['no pairs', () => one({ pairs: 'left right' }), /pairs of mirror "sides"/],
    ['a sign of 2', () => one({ signs: { spine: 2 } }), /the sign 2 for "spine"; it must be 1 or -1/],
    [
      'two signs in a pair',
      () => one({ signs: { spine: 1, 'left hip': -1, 'right hip': 1 } }),
      /"left hip" and its partner "right hip" different signs/,
    ],
    ['an unknown normal', () => one({ normal: 'left' }), /"left"; it must be x, y or z/],
    ['no name', () => one({ name: '' }), /the name of mirror 0/],
    ['no mirror', () => robotGroup(joints, []), /0 mirrors/],
    ['a mirror that is none', () => robotGroup(joints, [3] as never), /mirror 0/],
    [
      'two mirrors alike',
      () => robotGroup(joints, [mirror, { ...mirror, name: 'ends' }]),
      /the normal in common/,
    ],
    ['two of one name', () => robotGroup(joints, [mirror, { ...mirror, normal: 'x' }]), /the name in common/],
    [
      'mirrors that do not commute',
      () =>
        robotGroup(joints, [
          mirror,
          { name: 'ends', normal: 'x', pairs: [['left hip', 'spine']], signs: { 'right hip': 1 } },
        ]),
      /"sides" and "ends" do not commute: "left hip" goes to/,
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message)
    try {
      make()
    } catch (error) {
      expect((error as BuridanError).code).toBe('INVALID_ARGUMENT')
    }
  })
})
