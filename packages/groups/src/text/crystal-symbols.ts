import { isPointGroupName } from '@buridan/geometry'

/** The symbol of a space, layer or rod group: the letter of its lattice, then axes and planes, with or without spaces between them. */
const OF_LATTICE = /([PABCFIRpc])((?: ?[-\d_/abcdemn]{1,8}){1,4})(?=\s*(?:[x×:,)]|$))/y
/** The symbol of a site: that of its point group, with a dot for each direction of the lattice that has nothing. */
const OF_SITE = /[-\dm/.]{1,10}(?=\s*(?:[x×:,)]|$))/y
/** Settings of mm2 that name its axis elsewhere. */
const TURNED = ['2mm', 'm2m']

/**
 * The Hermann–Mauguin symbol of the point group of the space, layer or rod group, or of the site, whose symbol stands at a place in a
 * text; undefined where none does. O(length of the symbol).
 */
export function pointGroupOfCrystalSymbol(text: string, at: number): string | undefined {
  const [, lattice, rest] = stand(OF_LATTICE, text, at) ?? []
  if (rest !== undefined) {
    // screws are rotations, and glides reflections, but for what they shift
    const turns = rest.replaceAll(/[abcden]/g, 'm').replaceAll(/(\d)_\d/g, '$1')
    return turns.startsWith(' ') ? ofParts(turns.trim().split(' ')) : ofRow(turns, lattice === 'R')
  }
  const site = stand(OF_SITE, text, at)?.[0]
  return site?.includes('.') ? known(site.replaceAll('.', '')) : undefined
}

function stand(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Of what stands for each direction; a direction without an axis has 1, and of a mirror and the axis normal to it one is enough. */
function ofParts(parts: readonly string[]): string | undefined {
  const turns = parts.map((part) => part.replace(/(\d)\d/, '$1'))
  return (
    known(turns.join('')) ??
    known(turns.filter((part) => part !== '1').join('')) ??
    known(turns.map((part) => part.replace('2/m', 'm')).join(''))
  )
}

/** Of axes and planes in a row, where screws may have no underscore: the reading with the fewest, as 432 is no group with a screw 4₃. */
function ofRow(symbol: string, rhombohedral: boolean): string | undefined {
  for (let readings = [symbol]; readings.length > 0; readings = readings.flatMap(oneScrewMore)) {
    // only R32 has two places: P32 has a screw, the others being P321 and P312
    const found = readings.map(known).find((name) => name !== undefined && (rhombohedral || name !== '32'))
    if (found) return found
  }
  return undefined
}

/** The readings in which one more of the numbers is the shift of the rotation before it. */
function oneScrewMore(symbol: string): string[] {
  return [...symbol].flatMap((digit, i) =>
    digit >= '1' && digit < symbol[i - 1]! && symbol[i - 1]! <= '6'
      ? [symbol.slice(0, i) + symbol.slice(i + 1)]
      : [],
  )
}

function known(symbol: string): string | undefined {
  if (TURNED.includes(symbol)) return 'mm2'
  return isPointGroupName(symbol) ? symbol : undefined
}
