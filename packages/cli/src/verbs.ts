import { ATOM_FORMATS, GRAPH_FORMATS, READ_FORMATS } from './rows/formats.js'

/** An option of a row verb that fills a field of the row. */
export interface Field {
  readonly flag: string
  readonly field: string
  readonly about: string
  readonly json?: boolean
  /** Whether it may stand beside a file, which does not say it. */
  readonly ofFiles?: true
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
const MULTI: Field = {
  flag: '--multi <boolean>',
  field: 'multi',
  about: 'true if a repeated edge counts, as a multiplicity',
  json: true,
  ofFiles: true,
}

function formatField(formats: readonly string[]): Field {
  return {
    flag: '--format <name>',
    field: 'format',
    about: `format of the file: ${formats.join(', ')}; by default what its name tells`,
    ofFiles: true,
  }
}

/** A vector of a representation of a group. */
const VECTOR: readonly Field[] = [
  GROUP,
  { flag: '--rep <rep>', field: 'rep', about: 'representation' },
  { flag: '--x <json>', field: 'x', about: 'the vector, as a JSON array', json: true },
  {
    flag: '--tolerance <number>',
    field: 'tolerance',
    about: 'relative tolerance, 1e-6 by default',
    json: true,
  },
]

/** An option that names a file to be written. */
interface OutputOption {
  readonly flag: string
  readonly name: string
  readonly about: string
  /** Of the formats that names tell those that can be written; by default any name will do. */
  readonly formats?: readonly string[]
}

/** A verb that answers rows. */
export interface Verb {
  readonly name: string
  readonly about: string
  readonly fields: readonly Field[]
  /** Fields of rows that no option fills. */
  readonly rowFields?: readonly string[]
  /** What `--help` shows of its use, as a shell reads it. */
  readonly examples: readonly string[]
  /** Whether the argument may be the name of a file. */
  readonly files?: true
  /** Options that name files to be written beside the answer. */
  readonly outputs?: readonly OutputOption[]
  /** Fields of which `--NAME` makes lines of text fill one, in place of JSON. */
  readonly lineFields?: readonly { readonly name: string; readonly about: string }[]
}

/** The verbs that answer rows, with the options that fill their fields. */
export const VERBS: readonly Verb[] = [
  {
    name: 'rank',
    about: 'dimension of the equivariant linear maps between two representations',
    examples: [
      "buridan rank --group 'S(5)' --in '10*T(1)+5*T(2)' --out '3*T(0)+T(2)'",
      "buridan rank --group 'SO(3)' --in V --out 'T(2)' --json",
      "buridan rank --group 'S(5)' --in 'T(2)' --out V --basis basis.npz",
      'buridan rank --jsonl rows.jsonl',
    ],
    fields: [
      GROUP,
      { flag: '--in <rep>', field: 'repIn', about: 'input representation, such as 2*V+T(2)' },
      { flag: '--out <rep>', field: 'repOut', about: 'output representation' },
      {
        flag: '--tolerance <number>',
        field: 'tolerance',
        about: 'how far entries of matrices M[…] may be off: they are moved to exact ones',
        json: true,
      },
      {
        flag: '--gap <number>',
        field: 'leastGap',
        about: 'least gap that decides a rank in floating point, 1000 by default; 0 takes any',
        json: true,
      },
    ],
    outputs: [{ flag: '--basis <file>', name: 'basis', about: 'write the basis to a NumPy archive, .npz' }],
  },
  {
    name: 'group',
    about: 'order, orbits and other facts of a permutation group',
    examples: [
      "buridan group --group 'D(4)xZ(2)'",
      "buridan group --generators '[[1,2,3,0]]' --members '[[2,3,0,1]]'",
    ],
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
    rowFields: ['nonMembers'],
  },
  {
    name: 'subgroups',
    about: 'conjugacy classes of subgroups, normalizers, complements',
    examples: ["buridan subgroups --group 'Dih(4)'"],
    fields: [GROUP, GENERATORS, DEGREE],
  },
  {
    name: 'orbit-types',
    about: 'orbits on colourings of the points by their stabilizers',
    examples: ["buridan orbit-types --group 'Dih(4)' --colours 2"],
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
    examples: ["buridan characters --group 'S(4)'", 'buridan characters --group Oh --json'],
    fields: [GROUP, GENERATORS, DEGREE],
  },
  {
    name: 'automorphisms',
    about: 'automorphism group and canonical labelling of a graph',
    examples: [
      "buridan automorphisms --g6 'IsP@OkWHG'",
      "buridan automorphisms --n 3 --edges '[[0,1],[1,2]]'",
      'buridan automorphisms graphs.g6',
      'buridan automorphisms --g6 --jsonl graphs.g6',
    ],
    files: true,
    fields: [
      { flag: '--n <n>', field: 'n', about: 'number of vertices', json: true },
      { flag: '--edges <json>', field: 'edges', about: 'pairs of vertices, or [u, v, weight]', json: true },
      { flag: '--colours <json>', field: 'colours', about: 'a number for each vertex', json: true },
      { flag: '--weights <json>', field: 'weights', about: 'a number for each edge', json: true },
      {
        flag: '--directed <boolean>',
        field: 'directed',
        about: 'true if edges have a direction',
        json: true,
        ofFiles: true,
      },
      MULTI,
      {
        flag: '--format <name>',
        field: 'format',
        about: `${GRAPH_FORMATS.join(', ')}; by default what the name of the file tells`,
        ofFiles: true,
      },
    ],
    rowFields: ['text', 'g6', 's6', 'd6', 'dimacs'],
    lineFields: [
      ['g6', 'graph6'],
      ['s6', 'sparse6'],
      ['d6', 'digraph6'],
    ].map(([name, format]) => ({
      name: name!,
      about: `the row, or every line of standard input, is a graph in ${format}`,
    })),
  },
  {
    name: 'isomorphic',
    about: 'whether two graphs are one with other names for the vertices',
    examples: ['buridan isomorphic --a \'C~\' --b \'{"n":4,"edges":[[0,1],[1,2],[2,3],[3,0]]}\''],
    fields: [
      { flag: '--a <graph>', field: 'a', about: 'graph6, sparse6, digraph6, or JSON { n, edges }' },
      { flag: '--b <graph>', field: 'b', about: 'another graph, in the same or another form' },
      MULTI,
    ],
  },
  {
    name: 'point-group',
    about:
      'point group of a molecule; of a crystal also its space group, of a slab its layer group, of a wire its rod group',
    examples: [
      `buridan point-group --elements '["O","H","H"]' --positions '[[0,0,0.12],[0,0.76,-0.48],[0,-0.76,-0.48]]'`,
      'buridan point-group water.xyz',
      'buridan point-group POSCAR --tolerance 0.01 --json',
      'buridan point-group measured.xyz --symmetrized exact.xyz',
      'buridan point-group nanotube.xyz --json',
    ],
    files: true,
    fields: [
      { flag: '--elements <json>', field: 'elements', about: 'what each atom is', json: true },
      {
        flag: '--positions <json>',
        field: 'positions',
        about: 'a triple for each atom, in Å; fractional for a crystal',
        json: true,
      },
      { flag: '--lattice <json>', field: 'lattice', about: 'cell vectors of a crystal, as rows', json: true },
      {
        flag: '--pbc <json>',
        field: 'pbc',
        about:
          'along which cell vectors it repeats, [true,true,false] for a slab, [false,false,true] for a wire; all by default',
        json: true,
      },
      {
        flag: '--tolerance <number>',
        field: 'tolerance',
        about: 'in Å, 0.1 by default',
        json: true,
        ofFiles: true,
      },
      formatField(ATOM_FORMATS),
    ],
    outputs: [
      {
        flag: '--symmetrized <file>',
        name: 'symmetrized',
        about: 'write elements, positions and cell moved onto the symmetry: .xyz, or POSCAR of a crystal',
        formats: ['extxyz', 'poscar'],
      },
    ],
  },
  {
    name: 'read',
    about: 'what is understood of a file: atoms, cells, labels; graphs; arrays',
    files: true,
    examples: [
      'buridan read water.xyz',
      'buridan read structure.cif --json',
      'gzip -dc graphs.g6.gz | buridan read - --format graph6',
      'buridan read labels.npy',
    ],
    fields: [formatField(READ_FORMATS)],
    rowFields: ['text', 'partial', 'directed'],
  },
  {
    name: 'stabilizer',
    about: 'stabilizer of a vector',
    examples: [
      "buridan stabilizer --group Oh --rep V --x '[0,0,1]'",
      "buridan stabilizer --group 'O(3)' --rep V --x '[0,0,2]' --json",
      "buridan stabilizer --group 'O(2)xS(4)' --rep 'V_a*V_b' --x '[1,0,-1,0,0,1,0,-1]'",
    ],
    fields: VECTOR,
  },
  {
    name: 'canonicalize',
    about: 'canonical point of the orbit of a vector, and an element that takes the vector there',
    examples: [
      "buridan canonicalize --group 'S(4)' --rep V --x '[1,3,2,3]'",
      "buridan canonicalize --group 'O(3)' --rep V --x '[1,2,2]' --json",
    ],
    fields: VECTOR,
  },
]

/** The names of the fields that rows of a verb have. */
export function rowFieldsOf({ fields, rowFields = [] }: Verb): string[] {
  return [...fields.map(({ field }) => field), ...rowFields]
}
