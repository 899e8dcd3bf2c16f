/**
 * What is public and not fuzzed, and why. Everything else that the packages export is.
 */
export const UNCHECKED: readonly RegExp[] = [
  // made by the functions that check: the constructors are internal
  /^(LieGroup|MixedProduct)#(checkedElement|invertedElement|multipliedElements|refuseOtherAlgebra)$/,
  /^(LieGroup|MixedProduct|Representation|RepresentationLayer|Bsgs|FiniteGroup|GroupHomomorphism)$/,
  /^(CharacterTable|Stabilizer|Subgroup|ElementList|AffineBasis|EquivariantBasis|EquivariantMap|MultilinearBasis)$/,
  /^(Emlp|Outcomes)$/,
  /^Representation#(applyAlong|addDerivative|applyDerivativeInto|derivativeOf|matrixOf|realMatrix)$/,
  /^(ElementList#(spanningTree|view)|FiniteGroup#subgroupOf)$/,
  // for inner loops, as their comments say: they take what was checked, and check nothing
  /#(applyInto|applyTransposeInto|monomial|character)$/,
  /^(GreatestImage#search|ImageTable#(at|addTo))$/,
  // of tensors, which are TensorFlow.js' own
  /^AffineMaps#apply$/,
  // called by TensorFlow.js as it calls its own layers
  /^(Equivariant(Bilinear|Block|Linear|Normalization)|FieldDropout|GatedNonlinearity|InvariantPooling|(Norm|Pointwise|TensorProduct)Nonlinearity|RepresentationLayer|LearnedVector|RelaxedLinear)#(apply|newWeight|rows)$/,
  /#(call|build|addWeights|computeOutputShape|getConfig|currentWeights|productWeights|linearToDense|toDense|beginStep)$/,
  /^(squaredError|applyEmlp|residualBlock|freeEnergyTensor)$/,
  // frees what it belongs to
  /#dispose$/,
  // errors are for throwing
  /Error$/,
]
