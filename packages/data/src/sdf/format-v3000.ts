import type { WholeContent } from './checked-molecule.js'

/** Drawings of bonds in this version, by those of V2000. */
const CONFIGURATIONS: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 2, 6: 3 }

/** The lines of the counts and of the table of keywords, up to `M  END`. */
export function tableV3000(molecule: WholeContent): string[] {
  const { elements, positions, bonds, stereo, isChiral, charges, radicals, isotopes } = molecule
  const pair = (key: string, value: number) => (value === 0 ? '' : ` ${key}=${value}`)
  const atoms = elements.map((element, i) => {
    const said = pair('CHG', charges[i]!) + pair('RAD', radicals[i]!) + pair('MASS', isotopes[i]!)
    return `${i + 1} ${element} ${positions[i]!.map((v) => (Object.is(v, -0) ? '-0' : v)).join(' ')} 0${said}`
  })
  const lines = bonds.map(([i, j, order], k) => {
    const drawn = pair('CFG', CONFIGURATIONS[stereo[k]!] ?? 0)
    return `${k + 1} ${order === 1.5 ? 4 : order} ${i + 1} ${j + 1}${drawn}`
  })
  const block = (name: string, content: readonly string[]) =>
    content.length === 0 ? [] : [`BEGIN ${name}`, ...content, `END ${name}`]
  return [
    '  0  0  0     0  0            999 V3000',
    ...[
      'BEGIN CTAB',
      `COUNTS ${elements.length} ${bonds.length} 0 0 ${Number(isChiral)}`,
      ...block('ATOM', atoms),
      ...block('BOND', lines),
      'END CTAB',
    ].map((line) => `M  V30 ${line}`),
  ]
}
