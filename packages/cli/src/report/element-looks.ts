import { elementOf } from '@buridan/data'

/** From hydrogen to curium. */
const SYMBOLS = (
  'H He Li Be B C N O F Ne Na Mg Al Si P S ' +
  'Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge ' +
  'As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd ' +
  'In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd ' +
  'Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg ' +
  'Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm'
).split(' ')
/** Covalent radii in hundredths of an Å: Cordero et al., Dalton Trans. 2008, 2832. */
const RADII = (
  '31 28 128 96 84 76 71 66 57 58 166 141 121 111 107 105 ' +
  '102 106 203 176 170 160 153 139 139 132 126 124 132 122 122 120 ' +
  '119 120 120 116 220 195 190 175 164 154 147 146 142 139 145 144 ' +
  '142 139 139 138 139 140 244 215 207 204 203 201 199 198 198 196 ' +
  '194 192 192 189 190 187 187 175 170 162 151 144 141 136 136 132 ' +
  '145 146 148 140 150 150 260 221 215 206 200 196 190 187 180 169'
).split(' ')
/** Colours of atoms as in Jmol. */
const COLOURS = (
  'FFFFFF D9FFFF CC80FF C2FF00 FFB5B5 909090 3050F8 FF0D0D 90E050 B3E3F5 AB5CF2 8AFF00 BFA6A6 F0C8A0 FF8000 FFFF30 ' +
  '1FF01F 80D1E3 8F40D4 3DFF00 E6E6E6 BFC2C7 A6A6AB 8A99C7 9C7AC7 E06633 F090A0 50D050 C88033 7D80B0 C28F8F 668F8F ' +
  'BD80E3 FFA100 A62929 5CB8D1 702EB0 00FF00 94FFFF 94E0E0 73C2C9 54B5B5 3B9E9E 248F8F 0A7D8C 006985 C0C0C0 FFD98F ' +
  'A67573 668080 9E63B5 D47A00 940094 429EB0 57178F 00C900 70D4FF FFFFC7 D9FFC7 C7FFC7 A3FFC7 8FFFC7 61FFC7 45FFC7 ' +
  '30FFC7 1FFFC7 00FF9C 00E675 00D452 00BF38 00AB24 4DC2FF 4DA6FF 2194D6 267DAB 266696 175487 D0D0E0 FFD123 B8B8D0 ' +
  'A6544D 575961 9E4FB5 AB5C00 754F45 428296 420066 007D00 70ABFA 00BAFF 00A1FF 008FFF 0080FF 006BFF 545CF2 785CE3'
).split(' ')

const NON_METALS = new Set('H He B C N O F Ne Si P S Cl Ar Ge As Se Br Kr Te I Xe At Rn'.split(' '))

/** How an atom is drawn. */
export interface ElementLook {
  /** Its symbol; up to three characters of the name in the file if that is not an element. */
  readonly symbol: string
  /** The covalent radius, Å. */
  readonly radius: number
  /** As `#rrggbb`. */
  readonly colour: string
  /** Whether black is easier to read on it than white. */
  readonly isLight: boolean
  readonly isMetal: boolean
}

const LOOKS: ReadonlyMap<string, ElementLook> = new Map(
  SYMBOLS.map((symbol, k) => [
    symbol,
    lookOf(symbol, Number(RADII[k]) / 100, COLOURS[k]!, !NON_METALS.has(symbol)),
  ]),
)

/** The look of an atom by its name in a file; pink if that is not an element. */
export function elementLook(label: string): ElementLook {
  return LOOKS.get(elementOf(label)) ?? lookOf([...label].slice(0, 3).join(''), 1.5, 'FF1493', false)
}

function lookOf(symbol: string, radius: number, hex: string, isMetal: boolean): ElementLook {
  const parts = [0, 2, 4].map((k) => Number.parseInt(hex.slice(k, k + 2), 16) / 255)
  const [r, g, b] = parts.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
  // the luminance at which black and white have the same contrast
  const isLight = 0.2126 * r! + 0.7152 * g! + 0.0722 * b! > 0.179
  return { symbol, radius, colour: `#${hex.toLowerCase()}`, isLight, isMetal }
}
