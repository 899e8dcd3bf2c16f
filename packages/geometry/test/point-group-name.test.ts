import { pointGroup, pointGroupName, pointGroupNames } from '@buridan/geometry'
import { cyclicPlane, matrixGroup, subgroupClasses, symmetric } from '@buridan/permutations'
import { describe, expect, it } from 'vitest'

describe('pointGroupName', () => {
  it('gives back the names of the catalogue, also of a group that is turned', () => {
    const [c, s] = [0.6, 0.8]
    const turned = (m: readonly number[][]) => {
      // Q m Qᵀ with Q a turn about z by the angle of (3, 4, 5)
      const q = [
        [c, -s, 0],
        [s, c, 0],
        [0, 0, 1],
      ]
      return [0, 1, 2].map((i) =>
        [0, 1, 2].map((j) =>
          [0, 1, 2].reduce(
            (sum, k) => sum + [0, 1, 2].reduce((t, l) => t + q[i]![k]! * m[k]![l]! * q[j]![l]!, 0),
            0,
          ),
        ),
      )
    }
    for (const name of [...pointGroupNames, 'C7', 'D5d', 'S8', 'C9v', 'D7h', 'S10']) {
      expect(pointGroupName(pointGroup(name))).toBe(name.toLowerCase())
    }
    const quarter = turned([
      [0, -1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ])
    const mirror = turned([
      [-1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ])
    expect(pointGroupName(matrixGroup([quarter, mirror], { dim: 3 }))).toBe('c4v')
  })

  it('names the subgroups of Oh: 33 classes of 25 names', () => {
    const { classes } = subgroupClasses(pointGroup('Oh'))
    const names = classes.map((c) => pointGroupName(c.representative.group))
    expect(names.length).toBe(33)
    expect(new Set(names).size).toBe(25)
    expect(names.every((name) => name !== undefined)).toBe(true)
  })

  it('has no name for groups of other spaces', () => {
    expect(pointGroupName(symmetric(3))).toBeUndefined()
    expect(pointGroupName(cyclicPlane(4))).toBeUndefined()
  })
})
