import { useMemo } from 'preact/hooks'
import { Cell } from './cell.js'
import { type LandauLook, METHODS, type Vector } from './methods.js'

const COLOURS = { strict: '#8a93a6', noise: '#d9902f', relaxed: '#2f8fd6' } as const
const NONE: Vector = [0, 0, 0]
const NOTHING: readonly Vector[] = []

/** The cell as each network answers it: what it says, and where titanium goes. */
export function Domains(props: { readonly look: LandauLook | undefined }) {
  return (
    <section class="domains" aria-label="Polarization">
      {METHODS.map((method, k) => (
        <Domain
          key={method}
          method={method}
          answers={props.look?.answers[k] ?? NOTHING}
          chosen={props.look?.chosen[k] ?? NONE}
        />
      ))}
    </section>
  )
}

function Domain(props: {
  readonly method: (typeof METHODS)[number]
  readonly answers: readonly Vector[]
  readonly chosen: Vector
}) {
  const { method, answers, chosen } = props
  // drawn again only where something moved
  const drawn = [...answers, chosen].map((v) => v.map((c) => c.toFixed(4)).join()).join()
  const arrows = useMemo(
    () => [
      ...answers.map((vector) => ({ vector, colour: COLOURS[method], faint: true })),
      { vector: chosen, colour: COLOURS[method], faint: false },
    ],
    [drawn, method],
  )
  const says = saysOf(method, answers)
  return (
    <figure>
      <Cell arrows={arrows} polarization={arrows.at(-1)!.vector} label={`${method}: ${says}`} />
      <figcaption>
        <b style={{ color: `var(--${method})` }}>{method}</b> {says}
      </figcaption>
    </figure>
  )
}

function saysOf(method: (typeof METHODS)[number], answers: readonly Vector[]): string {
  if (answers.length === 0) return 'not trained yet'
  const mean = answers.reduce((sum, v) => sum + Math.hypot(...v), 0) / answers.length
  const size = `${mean.toFixed(mean < 0.0005 ? 0 : 3)} C/m²`
  if (method === 'noise') return `${answers.length} samples, about ${size}`
  return answers.length === 1 ? `1 answer, ${size}` : `${answers.length} domains of ${size}`
}
