import { arrayOf, finiteVector, InvalidArgumentError, numberIn, objectOf, stringOf } from '@buridan/core'
import { spansSpace } from '../structures/cell.js'
import type { Crystal } from './crystal.js'

/**
 * A crystal whose parts are as {@link Crystal} has them.
 *
 * @throws InvalidArgumentError | RepresentationMismatchError that names the part; O(sites + operations)
 */
export function checkedCrystal(crystal: Crystal): Crystal {
  const { lattice, sites, operations, precision } = objectOf(crystal, 'a crystal')
  if (arrayOf(lattice, 'the lattice').length !== 3)
    throw new InvalidArgumentError('a lattice has three vectors')
  lattice.forEach((v, i) => {
    finiteVector(v, 3, `lattice[${i}]`)
  })
  if (!spansSpace(lattice)) throw new InvalidArgumentError('the vectors of the lattice lie in a plane')
  numberIn(precision, 0, Number.MAX_VALUE, 'the precision')
  arrayOf(sites, 'sites').forEach((site, i) => {
    stringOf(objectOf(site, `sites[${i}]`).element, `the element of sites[${i}]`)
    finiteVector(site.position, 3, `the position of sites[${i}]`)
    numberIn(site.occupancy, 0, Number.MAX_VALUE, `the occupancy of sites[${i}]`)
  })
  arrayOf(operations, 'operations').forEach((operation, i) => {
    const { rotation, translation } = objectOf(operation, `operations[${i}]`)
    finiteVector(translation, 3, `the translation of operations[${i}]`)
    if (arrayOf(rotation, `the rotation of operations[${i}]`).length !== 3) {
      throw new InvalidArgumentError(
        `the rotation of operations[${i}] has ${rotation.length} rows; it must have three`,
      )
    }
    rotation.forEach((row, k) => {
      finiteVector(row, 3, `row ${k} of operations[${i}]`)
    })
  })
  return crystal
}
