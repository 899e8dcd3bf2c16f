import type { LineGroup } from './line-group.js'

/** The 75 rod groups in the order of the International Tables, volume E. */
const ROD_GROUPS: readonly string[] = [
  ...['p 1', 'p -1', 'p 2 1 1', 'p m 1 1', 'p c 1 1', 'p 2/m 1 1', 'p 2/c 1 1'],
  ...['p 1 1 2', 'p 1 1 2_1', 'p 1 1 m', 'p 1 1 2/m', 'p 1 1 2_1/m'],
  ...['p 2 2 2', 'p 2 2 2_1', 'p m m 2', 'p c c 2', 'p m c 2_1', 'p 2 m m', 'p 2 c m'],
  ...['p m m m', 'p c c m', 'p m c m'],
  ...['p 4', 'p 4_1', 'p 4_2', 'p 4_3', 'p -4', 'p 4/m', 'p 4_2/m'],
  ...['p 4 2 2', 'p 4_1 2 2', 'p 4_2 2 2', 'p 4_3 2 2', 'p 4 m m', 'p 4_2 c m', 'p 4 c c'],
  ...['p -4 2 m', 'p -4 2 c', 'p 4/m m m', 'p 4/m c c', 'p 4_2/m m c'],
  ...['p 3', 'p 3_1', 'p 3_2', 'p -3', 'p 3 1 2', 'p 3_1 1 2', 'p 3_2 1 2'],
  ...['p 3 m 1', 'p 3 c 1', 'p -3 1 m', 'p -3 1 c'],
  ...['p 6', 'p 6_1', 'p 6_2', 'p 6_3', 'p 6_4', 'p 6_5', 'p -6', 'p 6/m', 'p 6_3/m'],
  ...['p 6 2 2', 'p 6_1 2 2', 'p 6_2 2 2', 'p 6_3 2 2', 'p 6_4 2 2', 'p 6_5 2 2'],
  ...['p 6 m m', 'p 6 c c', 'p 6_3 m c', 'p -6 m 2', 'p -6 c 2'],
  ...['p 6/m m m', 'p 6/m c c', 'p 6_3/m m c'],
]

/** The number in the International Tables of the group with a symbol; undefined for groups of no crystal. */
export function rodGroupNumber(symbol: string): number | undefined {
  const place = ROD_GROUPS.indexOf(symbol)
  return place < 0 ? undefined : place + 1
}

/**
 * The Hermann–Mauguin symbol of a line group with the axis along the third vector: those of the International Tables for the 75 of crystals, the
 * same rules for axes of other orders. Where planes are by turns mirrors and glide planes, `m` and `c` are in the order of Damnjanović and Milošević,
 * *Line Groups in Physics*, but for the orders 2, 4 and 6.
 */
export function rodSymbol(line: LineGroup): string {
  if (line.order === 1) return ofOrder1(line)
  if (line.order === 2) return ofOrder2(line)
  return line.order % 2 === 0 ? ofEvenOrder(line) : ofOddOrder(line)
}

/** A mirror or a glide plane, where all through the axis are alike. */
function planeOf({ planes }: LineGroup): string {
  return planes === 'glides' ? 'c' : 'm'
}

function axisOf({ order, screw }: LineGroup): string {
  return screw === 0 ? `${order}` : `${order}_${screw}`
}

function ofOrder1(line: LineGroup): string {
  const plane = planeOf(line)
  switch (line.family) {
    case 'c':
      return 'p 1'
    case 's':
      return 'p -1'
    case 'ch':
      return 'p 1 1 m'
    case 'cv':
      return `p ${plane} 1 1`
    case 'd':
      return 'p 2 1 1'
    case 'dh':
      return `p 2 ${plane} m`
    case 'dd':
      return `p 2/${plane} 1 1`
  }
}

function ofOrder2(line: LineGroup): string {
  const [axis, plane] = [axisOf(line), planeOf(line)]
  const two = line.planes === 'both' ? 'm c' : `${plane} ${plane}`
  switch (line.family) {
    case 'c':
      return `p 1 1 ${axis}`
    case 's':
      return 'p -4'
    case 'ch':
      return `p 1 1 ${axis}/m`
    case 'cv':
      return `p ${two} ${axis}`
    case 'd':
      return `p 2 2 ${axis}`
    case 'dh':
      return `p ${two} m`
    case 'dd':
      return `p -4 2 ${plane}`
  }
}

function ofEvenOrder(line: LineGroup): string {
  const [axis, plane, { order }] = [axisOf(line), planeOf(line), line]
  switch (line.family) {
    case 'c':
      return `p ${axis}`
    case 's':
      return `p -${2 * order}`
    case 'ch':
      return `p ${axis}/m`
    case 'cv':
      return `p ${axis} ${line.planes !== 'both' ? `${plane} ${plane}` : order === 4 ? 'c m' : 'm c'}`
    case 'd':
      return `p ${axis} 2 2`
    case 'dh':
      return `p ${axis}/m ${line.planes !== 'both' ? `${plane} ${plane}` : order <= 6 ? 'm c' : 'c m'}`
    case 'dd':
      return `p -${2 * order} 2 ${plane}`
  }
}

function ofOddOrder(line: LineGroup): string {
  const [axis, plane, { order }] = [axisOf(line), planeOf(line), line]
  switch (line.family) {
    case 'c':
      return `p ${axis}`
    case 's':
      return `p -${order}`
    case 'ch':
      return `p -${2 * order}`
    case 'cv':
      return `p ${axis} ${plane} 1`
    case 'd':
      return `p ${axis} 1 2`
    case 'dh':
      return `p -${2 * order} ${plane} 2`
    case 'dd':
      return `p -${order} 1 ${plane}`
  }
}
