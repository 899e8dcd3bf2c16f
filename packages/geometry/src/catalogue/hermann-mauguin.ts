/** Where a text names a setting of a class with its axis elsewhere than `pointGroup` has it: the setting that it has. */
export interface OtherAxis {
  /** The Hermann–Mauguin symbol whose axis is z. */
  readonly usual: string
  readonly axis: 'x' | 'y'
}

/**
 * Schoenflies names of the 32 classes by their Hermann–Mauguin symbols: the short one first, then the full one, older ones, and
 * settings that differ by a turn about the main axis. Two-fold axes of `mm2` and normals of mirrors of `m` and `2/m` along z.
 */
const SYMBOLS: Readonly<Record<string, readonly string[]>> = {
  C1: ['1'],
  Ci: ['-1'],
  C2: ['2', '112'],
  Cs: ['m', '-2', '11m'],
  C2h: ['2/m', '112/m'],
  D2: ['222'],
  C2v: ['mm2'],
  D2h: ['mmm', '2/m2/m2/m'],
  C4: ['4'],
  S4: ['-4'],
  C4h: ['4/m'],
  D4: ['422'],
  C4v: ['4mm'],
  D2d: ['-42m', '-4m2'],
  D4h: ['4/mmm', '4/m2/m2/m'],
  C3: ['3'],
  S6: ['-3'],
  D3: ['32', '321', '312'],
  C3v: ['3m', '3m1', '31m'],
  D3d: ['-3m', '-32/m', '-3m1', '-31m', '-32/m1', '-312/m'],
  C6: ['6'],
  C3h: ['-6', '3/m'],
  C6h: ['6/m'],
  D6: ['622'],
  C6v: ['6mm'],
  D3h: ['-6m2', '-62m', '3/mm2'],
  D6h: ['6/mmm', '6/m2/m2/m'],
  T: ['23'],
  Th: ['m-3', 'm3', '2/m-3'],
  O: ['432'],
  Td: ['-43m'],
  Oh: ['m-3m', 'm3m', '4/m-32/m'],
}

/** Settings with the axis of the two-fold rotation or the normal of the mirror along x or y. */
const OTHER_AXES: Readonly<Record<string, OtherAxis>> = {
  '121': { usual: '2', axis: 'y' },
  '1m1': { usual: 'm', axis: 'y' },
  '12/m1': { usual: '2/m', axis: 'y' },
  '211': { usual: '2', axis: 'x' },
  m11: { usual: 'm', axis: 'x' },
  '2/m11': { usual: '2/m', axis: 'x' },
  '2mm': { usual: 'mm2', axis: 'x' },
  m2m: { usual: 'mm2', axis: 'y' },
}

const CLASSES: ReadonlyMap<string, string> = new Map(
  Object.entries(SYMBOLS).flatMap(([schoenflies, symbols]) => symbols.map((s) => [s, schoenflies] as const)),
)

/** A bar is written before its digit: `3̄m` is `-3m`. A minus sign and a dash are bars too. */
function plain(symbol: string): string {
  return symbol.replaceAll(/(\d)[\u0304\u0305]/g, '-$1').replaceAll(/[\u2212\u2013\u2010]/g, '-')
}

/** The Schoenflies name of the class with a Hermann–Mauguin symbol; undefined for another text. O(length). */
export function classOfSymbol(symbol: string): string | undefined {
  return CLASSES.get(plain(symbol))
}

/** The setting to be named instead of one whose axis is x or y; undefined for another text. O(length). */
export function otherAxisOfSymbol(symbol: string): OtherAxis | undefined {
  const text = plain(symbol)
  return Object.hasOwn(OTHER_AXES, text) ? OTHER_AXES[text] : undefined
}
