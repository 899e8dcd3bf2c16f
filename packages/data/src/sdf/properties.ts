import type { RecordLines } from './record-lines.js'

/** Lines with numbers for atoms: what they are in messages, and their bounds. */
const NUMBERS = {
  CHG: { name: 'charges', what: 'a charge', min: -99, max: 99 },
  ISO: { name: 'isotopes', what: 'a mass number', min: 1, max: 999 },
  RAD: { name: 'radicals', what: 'a radical', min: 0, max: 3 },
} as const

/** Codes with one more line behind them. */
const WITH_TEXT = /^[AG] {2}/

/** The lines behind the bonds, up to `M  END`: charges, radicals and isotopes of atoms are read, the others are named in warnings. */
export class Properties {
  readonly charges: number[]
  readonly radicals: number[]
  readonly isotopes: number[]
  /** Whether a line has charges or radicals: then it holds for all atoms. */
  hasCharges = false
  hasIsotopes = false
  readonly #seen = new Set<string>()

  /** @throws InvalidFileError for a bad line, or without `M  END` */
  constructor(lines: RecordLines, atoms: number) {
    const zeros = () => new Array<number>(atoms).fill(0)
    this.charges = zeros()
    this.radicals = zeros()
    this.isotopes = zeros()
    for (;;) {
      const line = lines.next('M  END')
      if (/^M {2}END\s*$/.test(line)) return
      const code = /^M {2}(CHG|ISO|RAD)/.exec(line)?.[1] as keyof typeof NUMBERS | undefined
      if (code) this.#read(line, code, lines, atoms)
      else skip(line, lines)
    }
  }

  #read(line: string, code: keyof typeof NUMBERS, lines: RecordLines, atoms: number): void {
    const { name, what, min, max } = NUMBERS[code]
    if (code === 'ISO') this.hasIsotopes = true
    else this.hasCharges = true
    const [count = '', ...words] = line.slice(6).trim().split(/\s+/)
    if (words.length !== 2 * lines.integer(count, 'the number of entries', 1, 99)) {
      lines.fail(
        `has ${words.length} words behind the number of entries, ${count}; each has an atom and ${what}`,
      )
    }
    for (let k = 0; k < words.length; k += 2) {
      const atom = lines.integer(words[k]!, 'an atom', 1, atoms)
      const key = `${code} ${atom}`
      if (this.#seen.has(key)) lines.fail(`gives ${what} of atom ${atom} twice`)
      this.#seen.add(key)
      this[name][atom - 1] = lines.integer(words[k + 1]!, what, min, max)
    }
  }
}

/** A line that is not read. */
function skip(line: string, lines: RecordLines): void {
  const code = /^(?:M {2}[A-Z0-9]{3}|S {2}SKP|[AVG] {2})/.exec(line)?.[0].trim()
  if (code === undefined) {
    lines.fail(
      `is “${line.slice(0, 40)}”; there must be properties of the molecule (M  CHG and others) up to M  END`,
    )
  }
  lines.warn(`lines ${code} are not read`)
  const more =
    code === 'S  SKP'
      ? lines.integer(line.slice(6, 9), 'a number of lines', 0, 999)
      : Number(WITH_TEXT.test(line))
  for (let k = 0; k < more; k++) lines.next('M  END')
}
