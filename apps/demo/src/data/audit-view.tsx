import type { Audited } from 'buridan/browser'

const number = (v: number) => (v === 0 ? '0' : Number(v.toPrecision(4)).toString())

/** What an audit found: the floor in its parts, who pays, and the samples that pay most. */
export function AuditView(props: { readonly audited: Audited }) {
  const { report } = props.audited
  const { strictFloor, price, disagreement, labelVariance, symmetric, samples, orbitTypes, worst } = report
  const { floorBySlope, skipped } = report
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
      <p>{report.advice}</p>
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
      <div class="tables">
        <Numbers
          caption="Stabilizers"
          heads={['order', 'samples', 'price']}
          rows={orbitTypes.map((t) => [String(t.stabilizerOrder), t.samples, number(t.price)])}
        />
        {floorBySlope.length > 0 && (
          <Numbers
            caption="Floor by slope"
            heads={['slope', 'floor']}
            rows={floorBySlope.map(([slope, floor]) => [number(slope), number(floor)])}
          />
        )}
        {worst.length > 0 && (
          <Numbers
            caption="Samples that pay most"
            heads={['sample', 'order', 'price']}
            rows={worst.map((w) => [w.index, String(w.stabilizerOrder), number(w.price)])}
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
          <tr key={row[0]}>
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
