/**
 * Strict readers of common files: extended XYZ, NumPy, CIF, POSCAR, SDF, molecules and JSON lines; and data sets as rows with their representations.
 *
 * @packageDocumentation
 * @module @buridan/data
 */

export type { Crystal } from './cif/crystal.js'
export { type CrystalAtoms, crystalAtoms } from './cif/crystal-atoms.js'
export type { SpaceGroupName, SymmetryOperation } from './cif/operations.js'
export { parseCif, parseCifBlocks } from './cif/parse-cif.js'
export type { AtomSite } from './cif/sites.js'
export type { DataSet } from './data-sets/data-set.js'
export {
  type FrameDataSetOptions,
  type FrameDataSets,
  frameDataSets,
  type SkippedFrame,
} from './data-sets/frame-data-sets.js'
export {
  describedLabels,
  type FrameLabelShape,
  frameLabels,
  type LabelShape,
} from './data-sets/frame-labels.js'
export type { FramePrecision } from './data-sets/frame-precision.js'
export type { FrameDataSet } from './data-sets/frame-rows.js'
export type { LabelKind } from './data-sets/label-kind.js'
export { elementOf } from './elements/symbols.js'
export { type AtomsFrame, labelNames } from './frames/atoms-frame.js'
export { type FrameFile, frameFormatOf, framesOfFiles } from './frames/frame-files.js'
export { type FrameFormat, parseFrames } from './frames/parse-frames.js'
export { parseJsonLines } from './json-lines/parse-json-lines.js'
export { type JsonObject, parseJsonObject } from './json-lines/parse-json-object.js'
export { type MoleculeRecord, moleculesOf } from './molecules/molecule-record.js'
export { parseMolecules } from './molecules/parse-molecules.js'
export { formatNpy, type NpyNumbers } from './numpy/format-npy.js'
export { formatNpz, type NpyContent } from './numpy/format-npz.js'
export type { NpyKind } from './numpy/kinds.js'
export { type NpyArray, parseNpy } from './numpy/parse-npy.js'
export { type NpzOptions, parseNpz } from './numpy/parse-npz.js'
export { formatPoscar } from './poscar/format-poscar.js'
export { parsePoscar } from './poscar/parse-poscar.js'
export type { Poscar } from './poscar/poscar.js'
export type { RecordOptions } from './records/record-options.js'
export { recordsInPlace } from './records/records-in-place.js'
export type { Rows } from './rows/rows.js'
export type { SdfContent } from './sdf/checked-molecule.js'
export { formatSdf, type SdfFormat } from './sdf/format-sdf.js'
export type { SdfMolecule } from './sdf/molecule.js'
export { parseSdf } from './sdf/parse-sdf.js'
export type { CrystalStructure } from './structures/crystal-structure.js'
export { formatXyz, type XyzContent } from './xyz/format-xyz.js'
export type { XyzFrame } from './xyz/frame.js'
export { parseXyz } from './xyz/parse-xyz.js'
export type { Scalar, XyzValue } from './xyz/values.js'
