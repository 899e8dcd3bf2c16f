import type { Audited } from 'buridan/browser'
import { FloorCurve } from './floor-curve.js'
import { number } from './number.js'

/** What the audit says of the data’s own slope. */
const VERDICTS: Readonly<Record<Audited['report']['verdict'], string>> = {
  level: 'the slope of the data stays level as samples get nearer, as that of a function does',
  grows:
    'the slope of the data grows as samples get nearer: the labels are not a smooth function of the inputs',
  unclear: 'the slope of the data neither stays level nor clearly grows as samples get nearer',
  unknown: 'too few samples can be compared to tell whether the labels are a smooth function of the inputs',
}

/** What an audit found: a sentence, the floor in its parts and by slope, who pays, and the samples that pay most. */
export function AuditView(props: { readonly audited: Audited }) {
  const { report, sentence, lengthUnit } = props.audited
  const { strictFloor, price, disagreement, labelVariance, symmetric, samples, orbitTypes, worst } = report
  const { skipped, verdict, requiredSlopes } = report
  const unit = lengthUnit === '' ? '' : ` per ${lengthUnit}`
  const widest = Math.max(strictFloor, labelVariance, Number.MIN_VALUE)
  const bar = (name: string, value: number, mark: string) => (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{number(value)}</td>
      <td class="bar" aria-hidden="true">
        <i class={mark} style={{ inlineSize: `${(100 * value) / widest}%` }} />
      </td>
    </tr>
  )
  return (
    <div class="audit">
      <h2 aria-live="polite">
        strict floor {number(strictFloor)} · {symmetric} of {samples} samples symmetric
      </h2>
      <p class="sentence">{sentence}</p>
      <p class="quiet">{report.advice}</p>
      {skipped.length > 0 && (
        <p role="alert">
          {skipped.length} of {samples + skipped.length} samples are skipped, the first because{' '}
          {skipped[0]!.message}
        </p>
      )}
      <table aria-label="The floor in its parts">
        <tbody>
          {bar('price of symmetry', price, 'price')}
          {bar('disagreement', disagreement, 'disagreement')}
          {bar('label variance', labelVariance, 'variance')}
        </tbody>
      </table>
      <FloorCurve audited={props.audited} />
      <p>Verdict: {VERDICTS[verdict]}.</p>
      <div class="tables">
        <Numbers
          caption="Stabilizers"
          heads={['order', 'name', 'samples', 'price']}
          rows={orbitTypes.map((t) => [String(t.stabilizerOrder), t.name ?? '–', t.samples, number(t.price)])}
        />
        {(requiredSlopes.infinite > 0 || requiredSlopes.ranges.length > 0) && (
          <Numbers
            caption={`Required slopes${unit}`}
            heads={['slope', 'samples']}
            rows={[
              ...requiredSlopes.ranges.map((r) => [`${number(r.from)} to ${number(r.to)}`, r.samples]),
              ['∞', requiredSlopes.infinite],
            ]}
          />
        )}
        {worst.length > 0 && (
          <Numbers
            caption="Samples that pay most"
            heads={['sample', 'order', 'price', 'required slope']}
            rows={worst.map((w) => [
              w.index,
              String(w.stabilizerOrder),
              number(w.price),
              w.requiredSlope === 'infinite' ? '∞' : number(w.requiredSlope),
            ])}
          />
        )}
      </div>
    </div>
  )
}

/** A table of numbers under their heads; the first of a row is its own. */
function Numbers(props: {
  readonly caption: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}) {
  return (
    <table>
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          {props.heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.join(' ')}>
            {row.map((cell, i) => (
              <td key={props.heads[i]} class="number">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
