import { shown } from '@buridan/core'
import {
  type AtomsFrame,
  type Crystal,
  type CrystalStructure,
  crystalAtoms,
  type MoleculeRecord,
  type Poscar,
  parseCifBlocks,
  parseMolecules,
  parsePoscar,
  parseSdf,
  parseXyz,
  type RecordOptions,
  recordsInPlace,
  type SdfMolecule,
} from '@buridan/data'
import { InvalidArgumentError, InvalidFileError } from '@buridan/groups'
import { shortMessage } from '../printable.js'
import { ARRAY_FORMATS, GRAPH_FORMATS, READ_FORMATS } from './formats.js'
import { graphsRead } from './graph-texts.js'
import { needFormat, type Row, text } from './row.js'

/** What is understood of a text, by its format. */
const READERS: Readonly<Record<string, (source: string, row: Row) => Row>> = {
  extxyz: (source, row) => framesOf(row, (options) => parseXyz(source, options), atoms),
  xyz: (source, row) => framesOf(row, (options) => parseXyz(source, options), atoms),
  cif: (source, row) => framesOf(row, (options) => parseCifBlocks(source, options), crystal),
  poscar: (source, row) =>
    framesOf(
      row,
      () => [parsePoscar(source)],
      poscar,
      (found) => found.warnings,
    ),
  sdf: (source, row) =>
    framesOf(
      row,
      (options) => parseSdf(source, options),
      sdf,
      (found, i) => found.warnings.map((w) => `molecule ${i + 1}: ${w}`),
    ),
  molecules: (source, row) => framesOf(row, (options) => parseMolecules(source, options), molecule),
  ...Object.fromEntries(
    GRAPH_FORMATS.map((format) => [
      format,
      (source: string, { directed }: Row) =>
        graphsRead(format, source, directed === undefined ? {} : { directed: directed as boolean }),
    ]),
  ),
}

/** `read`: what is understood of a text in a format. */
export function readRow(row: Row): Row {
  needFormat(row, READ_FORMATS)
  const format = text(row, 'format')
  const read = Object.hasOwn(READERS, format) ? READERS[format] : undefined
  if (read) return read(text(row, 'text'), row)
  if (ARRAY_FORMATS.includes(format))
    throw new InvalidArgumentError(`${format} is no text; give its file: buridan read FILE`)
  throw new InvalidArgumentError(`there is no format ${shown(format)}; there are ${READ_FORMATS.join(', ')}`)
}

/** The frames of records with their warnings. A record that cannot be read is an error, or with `partial` one of `failed` beside the others. */
function framesOf<R>(
  { partial }: Row,
  parse: (options: RecordOptions) => readonly R[],
  frameOfRecord: (record: R) => Row,
  warningsOf: (record: R, index: number) => readonly string[] = () => [],
): Row {
  const records = partial === true ? recordsInPlace(parse) : parse({})
  const frames: Row[] = []
  const warnings: string[] = []
  const failed: Row[] = []
  records.forEach((record, frame) => {
    if (record instanceof InvalidFileError) {
      failed.push({ frame, code: record.code, message: shortMessage(record.message) })
      return
    }
    frames.push(frameOfRecord(record))
    warnings.push(...warningsOf(record, frame))
  })
  const [first] = records
  if (frames.length === 0 && first instanceof InvalidFileError) throw first
  if (records.length === 0)
    throw new InvalidFileError('there is no record in the text: all its lines are empty')
  return {
    frames,
    ...(warnings.length > 0 ? { warnings } : {}),
    ...(failed.length > 0 ? { failed } : {}),
  }
}

interface Parts {
  readonly elements: readonly string[]
  /** Å. */
  readonly positions: readonly (readonly number[])[]
  readonly fractional?: readonly (readonly number[])[]
  readonly lattice?: readonly (readonly number[])[]
  readonly pbc?: readonly boolean[]
  readonly info?: Row
  readonly arrays?: Row
}

/** A frame with all fields, in one order. */
function frameOf({ elements, positions, fractional, lattice, pbc, info, arrays }: Parts): Row {
  return {
    elements,
    positions,
    ...(fractional ? { fractional } : {}),
    lattice: lattice ?? null,
    pbc: pbc ?? null,
    info: info ?? {},
    arrays: arrays ?? {},
  }
}

function atoms({ elements, positions, lattice, pbc, info, columns }: AtomsFrame): Row {
  return frameOf({
    elements,
    positions,
    ...(lattice ? { lattice: [lattice.slice(0, 3), lattice.slice(3, 6), lattice.slice(6)] } : {}),
    ...(pbc ? { pbc } : {}),
    info: Object.fromEntries(info ?? []),
    arrays: Object.fromEntries(columns ?? []),
  })
}

function periodic(
  { elements, positions, lattice, precision }: CrystalStructure,
  info: Row,
  arrays: Row,
): Row {
  const inSpace = (p: readonly number[]) =>
    [0, 1, 2].map((k) => p.reduce((sum, v, i) => sum + v * lattice[i]![k]!, 0))
  return frameOf({
    elements,
    positions: positions.map(inSpace),
    fractional: positions,
    lattice,
    pbc: [true, true, true],
    info: { ...info, precision },
    arrays,
  })
}

function poscar(found: Poscar): Row {
  const { title, selective, velocities } = found
  return periodic(
    found,
    { title },
    { ...(selective ? { selective } : {}), ...(velocities ? { velocities } : {}) },
  )
}

function crystal(found: Crystal): Row {
  const { name, lengths, angles, operations, spaceGroup, sites } = found
  const all = crystalAtoms(found)
  const { symbol, number } = spaceGroup
  const info = {
    name,
    lengths,
    angles,
    operations: operations.length,
    ...(symbol === undefined ? {} : { hermannMauguin: symbol }),
    ...(number === undefined ? {} : { spaceGroupNumber: number }),
  }
  const ofSites = (value: (site: Crystal['sites'][number]) => unknown) =>
    all.sites.map((i) => value(sites[i]!) ?? null)
  const given = (key: 'oxidation' | 'disorder') =>
    sites.some((site) => site[key] !== undefined) ? { [key]: ofSites((site) => site[key]) } : {}
  return periodic(all, info, {
    label: ofSites((site) => site.label),
    occupancy: all.occupancies,
    ...given('oxidation'),
    ...given('disorder'),
  })
}

/** Fields of other names are of the whole, but for those of atoms. */
function molecule({ elements, positions, bonds, ...rest }: MoleculeRecord): Row {
  const { atoms: arrays, ...info }: Row = rest
  const isObject = typeof arrays === 'object' && arrays !== null && !Array.isArray(arrays)
  return {
    ...frameOf({
      elements,
      positions,
      info: isObject ? info : rest,
      ...(isObject ? { arrays: arrays as Row } : {}),
    }),
    ...(bonds === undefined ? {} : { bonds }),
  }
}

/** A molecule with its bonds; radicals, isotopes and drawings of bonds where there are any. */
function sdf(found: SdfMolecule): Row {
  const { name, program, comment, dimension, isChiral, info, elements, positions, bonds, stereo } = found
  const isThere = (list: readonly number[]) => list.some((v) => v !== 0)
  const given = (key: 'isotopes' | 'radicals') => (isThere(found[key]) ? { [key]: found[key] } : {})
  return {
    ...frameOf({
      elements,
      positions,
      info: {
        name,
        program,
        comment,
        ...(dimension === undefined ? {} : { dimension }),
        isChiral,
        items: Object.fromEntries(info),
      },
      arrays: { charges: found.charges, ...given('isotopes'), ...given('radicals') },
    }),
    bonds,
    ...(isThere(stereo) ? { stereo } : {}),
  }
}
