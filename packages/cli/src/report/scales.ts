/** A mark on an axis. */
interface Tick {
  readonly value: number
  readonly text: string
}

/** How values of an axis become places between its ends, 0 and 1. */
export interface Scale {
  readonly share: (value: number) => number
  readonly ticks: readonly Tick[]
}

/** From 0 to a round number at or above the largest value. */
export function linearScale(most: number): Scale {
  const top = most > 0 ? most : 1
  const step = roundUp(top / 4)
  const count = Math.ceil(top / step - 1e-9)
  return {
    share: (v) => v / (step * count),
    ticks: Array.from({ length: count + 1 }, (_, k) => ({ value: k * step, text: short(k * step) })),
  }
}

/** From the least to the largest value, in proportion, with a factor of room at both ends; the values are positive, of any size. */
export function logScale(least: number, most: number, room = 1): Scale {
  const [from, to] = [Math.log10(least) - Math.log10(room), Math.log10(most) + Math.log10(room)]
  const span = Math.max(to - from, 1e-9)
  const isInside = ({ value }: Tick) =>
    Math.log10(value) >= from - 1e-9 * span && Math.log10(value) <= to + 1e-9 * span
  const stride = Math.max(1, Math.ceil(span / 4))
  const powers = Array.from({ length: Math.floor(span) + 3 }, (_, k) => Math.floor(from) + k)
  const mantissas = span < 0.7 ? [1, 2, 3, 4, 5, 6, 8] : span < 1.7 ? [1, 2, 5] : [1]
  const ticks = powers
    .filter((power) => power % stride === 0)
    .flatMap((power) => mantissas.map((m) => Number(`${m}e${power}`)))
    .filter((value) => value > 0 && value < Number.POSITIVE_INFINITY)
    .map((value) => ({ value, text: short(value) }))
    .filter(isInside)
  return { share: (v) => (Math.log10(v) - from) / span, ticks }
}

/** The next of 1, 2, 5, 10, 20, … */
function roundUp(value: number): number {
  const power = Math.floor(Math.log10(value))
  for (const m of [1, 2, 5]) if (Number(`${m}e${power}`) >= value * (1 - 1e-9)) return Number(`${m}e${power}`)
  return Number(`1e${power + 1}`)
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789-'].map((c, i) => [c, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁻'][i]!]),
)

/** A number in three digits, as people write it: 0.02, 39.3, 2·10⁻⁵. */
export function short(value: number): string {
  const size = Math.abs(value)
  if (size === 0 || (size >= 1e-3 && size < 99_950)) return Number(value.toPrecision(3)).toString()
  const [mantissa, power] = value.toExponential(2).split('e') as [string, string]
  const exponent = [...power.replace('+', '')].map((c) => SUPERSCRIPTS[c]).join('')
  const digits = Number(mantissa)
  return digits === 1 ? `10${exponent}` : `${digits}·10${exponent}`
}
