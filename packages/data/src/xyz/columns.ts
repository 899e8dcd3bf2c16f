import { InvalidFileError } from '@buridan/groups'

/** A column of the lines of atoms, or several of one name. */
export interface Column {
  /** Always `species` and `pos`, whatever the file's spelling. */
  readonly name: string
  /** S, R, I or L. */
  readonly kind: string
  readonly width: number
}

/** The columns of plain XYZ. */
export const PLAIN: readonly Column[] = [
  { name: 'species', kind: 'S', width: 1 },
  { name: 'pos', kind: 'R', width: 3 },
]

/**
 * Reads the value of `Properties`: `name:kind:width` triples in any order. There must be the species, or atomic numbers `Z` in
 * their place, and positions, each once.
 *
 * @throws InvalidFileError that names the line
 */
export function readColumns(text: string, line: number): Column[] {
  const parts = text.split(':')
  const names = new Set<string>()
  const columns: Column[] = []
  for (let i = 0; i < parts.length; i += 3) {
    const [given, kind, width] = [parts[i]!.trim(), parts[i + 1]?.trim() ?? '', parts[i + 2]?.trim() ?? '']
    if (given === '' || !/^[SRIL]$/.test(kind) || !/^\d{1,4}$/.test(width) || !inRange(Number(width))) {
      throw new InvalidFileError(
        `line ${line}: Properties must be name:kind:width triples, kinds S, R, I, L, widths from 1 to 1000; not “${text.slice(0, 60)}”`,
      )
    }
    const name = usual(given)
    if (names.has(name))
      throw new InvalidFileError(`line ${line}: Properties has ${given.slice(0, 40)} twice`)
    names.add(name)
    columns.push({ name, kind, width: Number(width) })
  }
  return withSpecies(columns, line)
}

function inRange(width: number): boolean {
  return width >= 1 && width <= 1000
}

/** The usual name of a column: files spell species and positions in several ways. */
function usual(name: string): string {
  const lower = name.toLowerCase()
  if (lower === 'species') return 'species'
  return lower === 'pos' || lower === 'positions' ? 'pos' : name
}

function withSpecies(columns: readonly Column[], line: number): Column[] {
  const hasSpecies = columns.some((c) => c.name === 'species')
  const named = columns.map((c) => (!hasSpecies && c.name === 'Z' ? { ...c, name: 'species' } : c))
  const species = named.find((c) => c.name === 'species')
  const pos = named.find((c) => c.name === 'pos')
  const wanted = hasSpecies ? 'S' : 'I'
  if (
    species?.kind !== wanted ||
    species.width !== 1 ||
    !pos ||
    !'RI'.includes(pos.kind) ||
    pos.width !== 3
  ) {
    throw new InvalidFileError(`line ${line}: Properties must hold species:S:1 or Z:I:1, and pos:R:3`)
  }
  return named
}

/** Whether a word looks like columns, so that its key should have been `Properties`. */
export function looksLikeColumns(word: string): boolean {
  return /(?:^|[:=])(?:species|pos|positions|z):[sril]:\d{1,4}(?::|$)/i.test(word)
}
