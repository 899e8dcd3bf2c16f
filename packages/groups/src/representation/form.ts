/** How a representation is made. */
export type RepresentationKind =
  | 'trivial'
  | 'base'
  | 'factor'
  | 'points'
  | 'determinant'
  | 'regular'
  | 'action'
  | 'matrices'
  | 'cosets'
  | 'induced'
  | 'restricted'
  | 'subspace'
  | 'dual'
  | 'sum'
  | 'tensor'
  | 'symmetric power'
  | 'alternating power'
  | 'own'

/** The form by which representations are compared: kind, details and parts. */
export interface RepresentationForm {
  readonly kind: RepresentationKind
  /** Numbers, as text, that distinguish representations of one kind with equal parts. */
  readonly detail: string
  readonly parts: readonly Part[]
  /** Whether its text can be read back if the texts of its parts can. */
  readonly readable: boolean
  /** How tightly its text binds: a sum 0, a product 1, a power or a dual 2, anything else 3. */
  readonly binding: 0 | 1 | 2 | 3
}

/** The required fields of a part. */
export interface Part {
  readonly key: string
  readonly text: string
  readonly hasText: boolean
  readonly form: RepresentationForm
  /** @internal How far from multiplying exactly its matrices are known to be. */
  readonly knownTo?: number
}

/** A form of one kind. */
export function form(
  kind: RepresentationKind,
  facts: Partial<Omit<RepresentationForm, 'kind'>> = {},
): RepresentationForm {
  const parts = Object.freeze([...(facts.parts ?? [])])
  return Object.freeze({ kind, detail: '', readable: true, binding: 3, ...facts, parts })
}

/** The form of a representation made outside this package: it equals only itself. */
export const MADE_BY_HAND: RepresentationForm = form('own', { readable: false })

/** The text of a part inside a text that binds so tightly: in parentheses if the part binds less. */
export function textWithin(part: Part, binding: number): string {
  return part.form.binding < binding ? `(${part.text})` : part.text
}

let made = 0

/** A string for a form; a new one each time for a representation made outside this package. */
export function keyOfForm({ kind, detail, parts }: RepresentationForm): string {
  if (kind === 'own') return `own ${made++}`
  if (detail === '' && parts.length === 0) return kind
  return `${kind}(${[...(detail === '' ? [] : [detail]), ...parts.map((p) => p.key)].join(' ')})`
}
