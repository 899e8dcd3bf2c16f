import { InvalidFileError } from '@buridan/groups'

/** The contents of a header: kind and order of the numbers, and the lengths of the axes. */
export interface NpyHeader {
  readonly descr: string
  readonly fortran: boolean
  readonly shape: readonly number[]
}

/** @throws InvalidFileError if it lacks one of the three, or describes records */
export function readHeader(header: string): NpyHeader {
  if (/['"]descr['"]\s*:\s*\[/.test(header))
    throw new InvalidFileError('the file holds records; numbers of one kind are read')
  const descr = /(['"])descr\1\s*:\s*(['"])(.*?)\2/.exec(header)?.[3]
  const order = /(['"])fortran_order\1\s*:\s*(True|False)/.exec(header)?.[2]
  // a length may have the L of Python 2
  const shape = /(['"])shape\1\s*:\s*\(([\dL,\s]*)\)/.exec(header)?.[2]
  if (descr === undefined || order === undefined || shape === undefined) {
    throw new InvalidFileError('the NumPy header has no descr, fortran_order and shape')
  }
  return {
    descr,
    fortran: order === 'True',
    shape: shape
      .split(',')
      .map((s) => s.trim().replace(/L$/, ''))
      .filter((s) => s !== '')
      .map(Number),
  }
}
