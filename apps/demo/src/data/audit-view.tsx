import type { Audited } from 'buridan/browser'

const number = (v: number) => (v === 0 ? '0' : Number(v.toPrecision(4)).toString())

/** What an audit found: the floor in its parts, who pays, and the samples that pay most. */
export function AuditView(props: { readonly audited: Audited }) {
  const { report } = props.audited
  const { strictFloor, price, disagreement, labelVariance, symmetric, samples, orbitTypes, worst } = report
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
      <table aria-label="The floor in its parts">
        <tbody>
          {bar('price of symmetry', price, 'price')}
          {bar('disagreement', disagreement, 'disagreement')}
          {bar('label variance', labelVariance, 'variance')}
        </tbody>
      </table>
      <div class="tables">
        <table>
          <caption>Stabilizers</caption>
          <thead>
            <tr>
              <th scope="col">order</th>
              <th scope="col">samples</th>
              <th scope="col">price</th>
            </tr>
          </thead>
          <tbody>
            {orbitTypes.map((t) => (
              <tr key={String(t.stabilizerOrder)}>
                <td class="number">{String(t.stabilizerOrder)}</td>
                <td class="number">{t.samples}</td>
                <td class="number">{number(t.price)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {worst.length > 0 && (
          <table>
            <caption>Samples that pay most</caption>
            <thead>
              <tr>
                <th scope="col">sample</th>
                <th scope="col">order</th>
                <th scope="col">price</th>
              </tr>
            </thead>
            <tbody>
              {worst.map((w) => (
                <tr key={w.index}>
                  <td class="number">{w.index}</td>
                  <td class="number">{String(w.stabilizerOrder)}</td>
                  <td class="number">{number(w.price)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </div>
  )
}
