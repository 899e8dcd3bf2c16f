// What the budget of 25 kB is for: a group, its tensors, stabilizers, and a basis of the equivariant maps.
export { equivariantBasis } from '../../packages/constraints/dist/index.js'
export { cyclic, dihedral, stabilizer, tensor } from '../../packages/groups/dist/index.js'
