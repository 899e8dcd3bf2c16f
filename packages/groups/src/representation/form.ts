/** How a representation is made. */
export type RepresentationKind =
  | 'trivial'
  | 'base'
  | 'factor'
  | 'points'
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

/** What representations are compared by: kind, details and parts. */
export interface RepresentationForm {
  readonly kind: RepresentationKind
  /** What tells representations of one kind and equal parts apart: numbers as text. */
  readonly detail: string
  readonly parts: readonly Part[]
  /** Whether its text can be read back if those of its parts can. */
  readonly readable: boolean
  /** How tightly its text binds: a sum 0, a product 1, a power or a dual 2, anything else 3. */
  readonly binding: 0 | 1 | 2 | 3
}

/** What is asked of a part. */
export interface Part {
  readonly key: string
  readonly text: string
  readonly hasText: boolean
  readonly form: RepresentationForm
}

/** A form of one kind. */
export function form(
  kind: RepresentationKind,
  facts: Partial<Omit<RepresentationForm, 'kind'>> = {},
): RepresentationForm {
  const parts = Object.freeze([...(facts.parts ?? [])])
  return Object.freeze({ kind, detail: '', readable: true, binding: 3, ...facts, parts })
}

/** The form of a representation that is not made here: it equals itself only. */
export const MADE_BY_HAND: RepresentationForm = form('own', { readable: false })

/** The text of a part inside of one that binds so tightly: in parentheses where it binds less. */
export function textWithin(part: Part, binding: number): string {
  return part.form.binding < binding ? `(${part.text})` : part.text
}

let made = 0

/** A string for a form; a new one each time for a representation that is not made here. */
export function keyOfForm({ kind, detail, parts }: RepresentationForm): string {
  if (kind === 'own') return `own ${made++}`
  if (detail === '' && parts.length === 0) return kind
  return `${kind}(${[...(detail === '' ? [] : [detail]), ...parts.map((p) => p.key)].join(' ')})`
}
