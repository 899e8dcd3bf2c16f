import { automorphismsRow } from './rows/graph-rows.js'
import { charactersRow, groupRow, orbitTypesRow, subgroupsRow } from './rows/group-rows.js'
import { pointGroupRow } from './rows/point-group-row.js'
import { rankRow } from './rows/rank-row.js'
import { FORMATS, readRow, rowOfFile } from './rows/read-row.js'
import type { Row } from './rows/row.js'
import { stabilizerRow } from './rows/stabilizer-row.js'

/** An option of a row verb that fills a field of the row. */
interface Field {
  readonly flag: string
  readonly field: string
  readonly about: string
  readonly json?: boolean
}

const GROUP: Field = {
  flag: '--group <group>',
  field: 'group',
  about: 'group, such as S(5), Oh or perm[[1,2,0]]',
}
const GENERATORS: Field = {
  flag: '--generators <json>',
  field: 'generators',
  about: 'permutations as 0-based images',
  json: true,
}
const DEGREE: Field = { flag: '--degree <n>', field: 'degree', about: 'number of points', json: true }

/** A verb that answers rows. */
export interface Verb {
  readonly name: string
  readonly about: string
  readonly answer: (row: Row) => Row
  readonly fields: readonly Field[]
  /** The row of a file with its text, where the argument may be the name of a file. */
  readonly ofFile?: (name: string, content: string) => Row
  /** A field that `--NAME` makes lines of text fill, in place of JSON. */
  readonly lineField?: { readonly name: string; readonly about: string }
}

/** The verbs that answer rows, with the options that fill their fields. */
export const VERBS: readonly Verb[] = [
  {
    name: 'rank',
    about: 'dimension of the equivariant linear maps between two representations',
    answer: rankRow,
    fields: [
      GROUP,
      { flag: '--in <rep>', field: 'repIn', about: 'input representation, such as 2*V+T(2)' },
      { flag: '--out <rep>', field: 'repOut', about: 'output representation' },
    ],
  },
  {
    name: 'group',
    about: 'order, orbits and other facts of a permutation group',
    answer: groupRow,
    fields: [
      GROUP,
      GENERATORS,
      DEGREE,
      {
        flag: '--members <json>',
        field: 'members',
        about: 'permutations to test for membership',
        json: true,
      },
    ],
  },
  {
    name: 'subgroups',
    about: 'conjugacy classes of subgroups, normalizers, complements',
    answer: subgroupsRow,
    fields: [GROUP, GENERATORS, DEGREE],
  },
  {
    name: 'orbit-types',
    about: 'orbits on colourings of the points by their stabilizers',
    answer: orbitTypesRow,
    fields: [
      GROUP,
      GENERATORS,
      DEGREE,
      { flag: '--colours <k>', field: 'colours', about: 'number of colours', json: true },
    ],
  },
  {
    name: 'characters',
    about: 'irreducible characters, real and complex, and the permutation representation',
    answer: charactersRow,
    fields: [GROUP, GENERATORS, DEGREE],
  },
  {
    name: 'automorphisms',
    about: 'automorphism group and canonical labelling of a graph',
    answer: automorphismsRow,
    fields: [
      { flag: '--n <n>', field: 'n', about: 'number of vertices', json: true },
      { flag: '--edges <json>', field: 'edges', about: 'pairs of vertices, or [u, v, weight]', json: true },
      { flag: '--colours <json>', field: 'colours', about: 'a number for each vertex', json: true },
      {
        flag: '--directed <boolean>',
        field: 'directed',
        about: 'true if edges have a direction',
        json: true,
      },
    ],
    lineField: { name: 'g6', about: 'the row, or every line of standard input, is a graph in graph6' },
  },
  {
    name: 'point-group',
    about: 'point group of a molecule, or of a crystal',
    answer: pointGroupRow,
    fields: [
      { flag: '--elements <json>', field: 'elements', about: 'what each atom is', json: true },
      {
        flag: '--positions <json>',
        field: 'positions',
        about: 'a triple for each atom, in Å; fractional for a crystal',
        json: true,
      },
      { flag: '--lattice <json>', field: 'lattice', about: 'cell vectors of a crystal, as rows', json: true },
      { flag: '--tolerance <number>', field: 'tolerance', about: 'in Å, 0.1 by default', json: true },
    ],
  },
  {
    name: 'read',
    about: 'what is understood of a file: atoms, cells, labels; graphs',
    answer: readRow,
    ofFile: rowOfFile,
    fields: [
      {
        flag: '--format <name>',
        field: 'format',
        about: `${FORMATS.join(', ')}; by default what the name of the file tells`,
      },
    ],
  },
  {
    name: 'stabilizer',
    about: 'stabilizer of a vector',
    answer: stabilizerRow,
    fields: [
      GROUP,
      { flag: '--rep <rep>', field: 'rep', about: 'representation' },
      { flag: '--x <json>', field: 'x', about: 'the vector, as a JSON array', json: true },
      {
        flag: '--tolerance <number>',
        field: 'tolerance',
        about: 'relative tolerance, 1e-6 by default',
        json: true,
      },
    ],
  },
]
