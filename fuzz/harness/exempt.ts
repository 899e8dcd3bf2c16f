/** Public functions without a relation of their own, by pattern, and the reason. */
export const EXEMPT: readonly (readonly [RegExp, string])[] = [
  [/Error$/, 'errors are for throwing'],
  [
    /^(arrayOf|finiteVector|integerIn|objectOf|representationOf|stringOf|numberIn|ofKind|rngOf|checkedTolerance|shown)$/,
    'checks an argument and computes nothing',
  ],
  [/#(toString|dispose)$/, 'shows or frees what it belongs to'],
]
