import { type CharacterTable, characterTable, mullikenNames, realCharacters } from '@buridan/groups'
import { groupOf, images, integer, type Row } from './row.js'

/** The most values of a table that are printed: ten megabytes of text. */
const MOST_VALUES = 1_000_000

/** `characters`: complex and real irreducible representations, their table, and what the permutation representation is made of. */
export function charactersRow(row: Row): Row {
  const group = groupOf(row)
  const table = characterTable(group)
  const { characters, representatives, classSizes } = table
  const fixed = representatives.map((g) =>
    g.reduce((count, image, point) => count + Number(image === point), 0),
  )
  return {
    order: integer(group.order),
    conjugacyClasses: classSizes.length,
    complexIrrepDegrees: ascending(characters.map((c) => c.degree)),
    frobeniusSchur: ascending(characters.map((c) => c.frobeniusSchur)),
    realIrrepDims: ascending(realCharacters(group).map((c) => c.dim)),
    multiplicitiesInPermutationRep: ascending(table.multiplicities(fixed)),
    invariantsOfTensorPower0to5: [0n, 1n, 2n, 3n, 4n, 5n].map((k) => {
      const sum = fixed.reduce((total, f, c) => total + BigInt(classSizes[c]!) * BigInt(f) ** k, 0n)
      return integer(sum / group.order)
    }),
    ...tableOf(table, mullikenNames(group)),
  }
}

/** The classes, and a row of values for each character; of a table beyond all reading the reason why it is not there. */
function tableOf(
  { characters, representatives, classSizes }: CharacterTable,
  names?: readonly string[],
): Row {
  const classes = images(representatives).map((representative, c) => ({
    size: classSizes[c]!,
    representative,
  }))
  if (classes.length ** 2 > MOST_VALUES) {
    const why = `it has ${classes.length} × ${classes.length} values; at most ${MOST_VALUES} are printed`
    return { classes: null, table: null, omitted: why }
  }
  const table = characters.map(({ degree, frobeniusSchur, re, im }, i) => ({
    ...(names ? { mulliken: names[i]! } : {}),
    degree,
    frobeniusSchur,
    re: Array.from(re),
    im: Array.from(im),
  }))
  return { classes, table }
}

function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b)
}
