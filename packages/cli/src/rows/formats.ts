/** The formats of graphs, and how the names of files of each end. */
const GRAPHS: Readonly<Record<string, RegExp>> = {
  graph6: /\.g6$/i,
  sparse6: /\.s6$/i,
  digraph6: /\.d6$/i,
  dimacs: /\.(?:col|clq|dimacs)$/i,
  edges: /\.(?:edges|edgelist|el)$/i,
}

/** The formats of texts that `read` knows, and how the names of files of each end, or begin. */
const NAMES: Readonly<Record<string, RegExp | undefined>> = {
  extxyz: /\.(?:ext)?xyz$/i,
  xyz: undefined,
  cif: /\.cif$/i,
  poscar: /(?:^|[/\\])(?:POSCAR|CONTCAR)[^/\\]*$|\.(?:vasp|poscar)$/i,
  sdf: /\.(?:sdf?|mol)$/i,
  molecules: /\.jsonl$/i,
  ...GRAPHS,
}

/** The names of the formats of texts that `read` knows. */
const FORMATS: readonly string[] = Object.keys(NAMES)

/** The names of the formats of graphs. */
export const GRAPH_FORMATS: readonly string[] = Object.keys(GRAPHS)

/** The names of the formats of atoms. */
export const ATOM_FORMATS: readonly string[] = FORMATS.filter((format) => !(format in GRAPHS))

/** The format that the name of a file tells, packed or not. */
export function formatOfName(name: string): string | undefined {
  const plain = name.replace(/\.gz$/i, '')
  return FORMATS.find((format) => NAMES[format]?.test(plain))
}

/** The formats of arrays, which only `read` knows, and how the names of files of each end. */
const ARRAYS: Readonly<Record<string, RegExp>> = { npy: /\.npy$/i, npz: /\.npz$/i }

/** The names of the formats of arrays. */
export const ARRAY_FORMATS: readonly string[] = Object.keys(ARRAYS)

/** The names of all formats that `read` knows. */
export const READ_FORMATS: readonly string[] = [...FORMATS, ...ARRAY_FORMATS]

/** The format of arrays that an option or the name of a file tells, packed or not, or where neither tells one its first bytes. */
export function arrayFormat(name: string, given: string | undefined, bytes: Uint8Array): string | undefined {
  if (given !== undefined) return ARRAY_FORMATS.find((format) => format === given)
  const plain = name.replace(/\.gz$/i, '')
  const named = ARRAY_FORMATS.find((format) => ARRAYS[format]!.test(plain))
  if (named !== undefined || formatOfName(name) !== undefined) return named
  return Object.keys(SIGNATURES).find((format) => SIGNATURES[format]!.every((byte, i) => byte === bytes[i]))
}

/** How files begin: \x93NUMPY, and PK\x03\x04. */
const SIGNATURES: Readonly<Record<string, readonly number[]>> = {
  npy: [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59],
  npz: [0x50, 0x4b, 0x03, 0x04],
}
