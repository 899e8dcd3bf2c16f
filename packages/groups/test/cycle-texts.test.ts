import { isSameGroup, parseGroup } from '@buridan/groups'
import { describe, expect, it } from 'vitest'

describe('cycles', () => {
  it.each([
    ['perm[(0 1 2),(0 1)]', 'perm[[1,2,0],[1,0,2]]'],
    ['perm[(0,1,2),(0,1)]', 'perm[[1,2,0],[1,0,2]]'],
    ['perm[ (0 1)(2 3) , (4 5) ]', 'perm[[1,0,3,2,4,5],[0,1,2,3,5,4]]'],
    ['perm[(0 1 2)] on 5', 'perm[[1,2,0,3,4]]'],
    ['perm[[1,2,0]] on 5', 'perm[[1,2,0,3,4]]'],
    ['perm[[1,0],[1,2,0]] on 3', 'perm[[1,0,2],[1,2,0]]'],
    ['perm[()]', 'perm[[]]'],
    ['perm[()] on 3', 'perm[[0,1,2]]'],
    ['perm[] on 3', 'Trivial(3)'],
    ['perm[(3)]', 'perm[[0,1,2,3]]'],
    ['Z(6):perm[(0 2 4)(1 3 5)]', 'Z(6):perm[[2,3,4,5,0,1]]'],
    ['S(4):perm[(0 1),(2 3)]', 'S(4):perm[[1,0,2,3],[0,1,3,2]]'],
    ['S(4):perm[()]', 'S(4):perm[[0,1,2,3]]'],
    ['S(4):perm[]', 'S(4):perm[]'],
    ['perm[(0 1)]xZ(2)', 'perm[[1,0]]xZ(2)'],
    ['perm[(0 1)] on 3 x Z(2)', 'perm[[1,0,2]]xZ(2)'],
    ['perm[(0 1)] on 3 wr Z(2)', 'perm[[1,0,2]] wr Z(2)'],
  ])('%s is %s', (text, images) => {
    const group = parseGroup(text)
    expect(group.name).toBe(images)
    expect(isSameGroup(group, parseGroup(images))).toBe(true)
  })

  it.each([
    ['perm[]', 1, /on 5/],
    ['perm[(0 1)(1 2)]', 12, /stands twice/],
    ['perm[(0 1) (2 3]', 16, /expected a blank/],
    ['perm[(0 1),]', 12, /expected a cycle/],
    ['perm[(0 1),[1,0]]', 12, /expected a cycle/],
    ['perm[(0 1)', 11, /expected another cycle/],
    ['perm[(0 5)] on 5', 1, /point 5 is not one of 5/],
    ['perm[[1,2,0]] on 2', 1, /3 images, more than the 2/],
    ['perm[(0 1)] on', 1, /is not a symmetry of a grid/],
    ['Z(6):perm[(0 6)]', 10, /point 6 is not one of 6/],
    ['Z(6):perm[(0 1)]', 10, /not an element/],
    ['perm[(0 1)] on 99999999999', 1, /from 0 to 16777216/],
  ])('%s is refused', (text, column, message) => {
    expect(() => parseGroup(text)).toThrow(message)
    expect(() => parseGroup(text)).toThrow(expect.objectContaining({ code: 'PARSE_ERROR', column }))
  })

  it('of a large point by many generators are refused before they are made', () => {
    expect(() => parseGroup(`perm[${Array(9).fill('(0 16777215)').join()}]`)).toThrow(
      expect.objectContaining({ code: 'TOO_LARGE' }),
    )
  })
})
