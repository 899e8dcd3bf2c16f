/** Public functions without a relation of their own, by pattern, and the reason. */
export const EXEMPT: readonly (readonly [RegExp, string])[] = [
  [/Error$/, 'errors are for throwing'],
  [/^representationOf$/, 'checks an argument and computes nothing'],
  // layers
  [
    /#(call|build|addWeights|computeOutputShape|getConfig|beginStep)$/,
    'called by TensorFlow.js and by training: layers are asked as wholes, applied, made again from their configurations and by their shapes',
  ],
  [
    /^(Equivariant(Bilinear|Block|Linear|Normalization)|FieldDropout|GatedNonlinearity|InvariantPooling|(Norm|Pointwise|TensorProduct)Nonlinearity|RepresentationLayer|LearnedVector|RelaxedLinear)#(apply|newWeight|rows)$/,
    'layers are asked as wholes: applied, and by the weights that they start with',
  ],
  [/#(toString|dispose)$/, 'shows or frees what it belongs to'],
  [/^ElementList#view$/, 'internal: a view for inner loops, of which at is the copy'],
  // groups
  [
    /^(LieGroup|MixedProduct)#(checkedElement|invertedElement|multipliedElements|refuseOtherAlgebra)$/,
    'internal: elements as representations take them',
  ],
  [
    /^Representation#(applyAlong|addDerivative|applyDerivativeInto|derivativeOf|matrixOf|realMatrix)$/,
    'internal: what apply, matrix, complexMatrix and derivative are made of',
  ],
]
