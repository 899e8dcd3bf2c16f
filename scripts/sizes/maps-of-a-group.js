// What the budget of 30 kB is for: a group, its tensors, stabilizers, and a basis of the equivariant maps.
export { equivariantBasis } from '../../packages/constraints/dist/index.js'
export { cyclic, dihedral, listedStabilizer, tensor } from '../../packages/groups/dist/index.js'
