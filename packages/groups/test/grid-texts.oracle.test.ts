import { dihedral, isSameGroup, p4m, parseGroup, permutationGroup } from '@buridan/groups'
import { describe, expect, it } from 'vitest'

describe('groups on grids', () => {
  it.each([
    ['C(1) on grid(3,4)', 1],
    ['C(2) on grid(3,4)', 2],
    ['C(4) on grid(3,3)', 4],
    ['Dih(1) on grid(3,4)', 2],
    ['Dih(2) on grid(3,4)', 4],
    ['Dih(4) on grid(5,5)', 8],
    ['D(4) on grid(5,5)', 8],
    ['D4 on grid(5,5)', 8],
    ['Dih4 on grid(5,5)', 8],
    ['D_4 on grid(5,5)', 8],
    ['C4 on grid(5,5)', 4],
    ['Dih (4)on grid (5,5)', 8],
    ['Dih(4) on grid(1,1)', 1],
    ['Dih(2) on grid(1,5)', 2],
    ['p1 on grid(4,6)', 24],
    ['p2 on grid(4,6)', 48],
    ['pm on grid(4,6)', 48],
    ['pmm on grid(4,6)', 96],
    ['p2mm on grid(4,6)', 96],
    ['cm on grid(5,5)', 50],
    ['cmm on grid(5,5)', 100],
    ['c2mm on grid(5,5)', 100],
    ['p4 on grid(6,6)', 144],
    ['p4m on grid(6,6)', 288],
    ['p4mm on grid(6,6)', 288],
    ['Z(5)xZ(5) on grid(5,5)', 25],
    ['Z(4)xTrivial(6) on grid(4,6)', 4],
    ['S(3)xS(4) on grid(3,4)', 144],
    ['(S(3) wr S(3))x(S(3) wr S(3)) on grid(9,9)', 1296 ** 2],
    ['(S(2)xS(3)) x Z(4) on grid(5,4)', 48],
    ['(Dih(4) on grid(2,2)) x S(3) on grid(4,3)', 48],
    ['Dih(4) on grid(5,5) x flip', 16],
    ['Dih(4)  on  grid( 5 , 5 )  x  flip', 16],
    ['Dih(4) on grid(3,3) x flip x S(3)', 96],
    ['S(3)x(Dih(4) on grid(3,3))', 48],
    ['(Dih(4) on grid(3,3)) wr S(2)', 128],
    ['Dih(4) on grid(3,3):perm[(0 2 8 6)(1 5 7 3)]', 4],
    ['Z(8) x flip', 16],
  ])('%s has order %i, and its name reads back', (text, order) => {
    const group = parseGroup(text)
    expect(group.order).toBe(BigInt(order))
    expect(isSameGroup(parseGroup(group.name), group)).toBe(true)
    expect(parseGroup(`Z(3)x(${text})`).order).toBe(3n * BigInt(order))
  })

  it('p4m is that of the torus, and products are on rows and columns', () => {
    expect(isSameGroup(parseGroup('p4m on grid(7,7)'), p4m(7))).toBe(true)
    const rows = parseGroup('Z(2)xTrivial(3) on grid(2,3)')
    expect(isSameGroup(rows, permutationGroup([[3, 4, 5, 0, 1, 2]]))).toBe(true)
    const columns = parseGroup('Trivial(2)xZ(3) on grid(2,3)')
    expect(isSameGroup(columns, permutationGroup([[1, 2, 0, 4, 5, 3]]))).toBe(true)
    // shifts by one are the plane group p1
    const shifts = parseGroup('Z(4)xZ(5) on grid(4,5)')
    expect(isSameGroup(shifts, parseGroup('p1 on grid(4,5)'))).toBe(true)
    // a square of four cells: the turns and mirrors of its corners, in another order
    expect(parseGroup('Dih(4) on grid(2,2)').order).toBe(dihedral(4).order)
  })

  it.each([
    ['Dih(4) on grid(5,6)', 1, /not a square; on it there are C\(1\) C\(2\) Dih\(1\) Dih\(2\)/],
    ['p4m on grid(5,6)', 1, /there are p1 p2 pm pmm/],
    ['S(3) on grid(3,3)', 1, /S\(3\) is not a symmetry of a grid/],
    ['Z(5) on grid(5,5)', 1, /not a symmetry of a grid.*Z\(5\)xZ\(5\)/],
    ['Oh on grid(5,5)', 1, /not a symmetry of a grid.*Dih\(4\)/],
    ['S(3)xS(4)xS(5) on grid(3,4)', 1, /not a symmetry of a grid/],
    ['S(3)xS(4) on grid(4,3)', 1, /cannot permute 4 rows: it permutes 3 points/],
    ['C(4)xS(4) on grid(4,4)', 1, /not a group of permutations/],
    ['SO(3)xS(4) on grid(3,4)', 1, /for the last factor alone write .*not a symmetry of a grid/],
    ['Dih(4) on 5', 11, /expected the grid/],
    ['Dih(4) on grid(5)', 11, /expected the grid/],
    ['Dih(4) on grid(0,0)', 1, /height/],
    ['Dih(2) on grid(2,3) wr S(2)', 1, /parentheses/],
    ['Z(2)xZ(2) on grid(2,2) on grid(2,2)', 24, /expected/],
    ['Dih(3) on grid(3,3)', 1, /not a symmetry of a grid/],
  ])('%s is refused', (text, column, message) => {
    expect(() => parseGroup(text)).toThrow(message)
    expect(() => parseGroup(text)).toThrow(expect.objectContaining({ code: 'PARSE_ERROR', column }))
  })

  it('too large ones are refused before they are made', () => {
    for (const text of ['p4m on grid(300,300)', 'Dih(4) on grid(65536,65536)'])
      expect(() => parseGroup(text)).toThrow(expect.objectContaining({ code: 'TOO_LARGE' }))
  })
})
