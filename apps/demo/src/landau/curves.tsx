import { useMemo } from 'preact/hooks'
import { Plot, type PlotLine } from '../app/plot.js'
import type { Snapshot } from '../training/run-state.js'
import { type LandauLook, METHODS, TEMPERATURES } from './methods.js'

const NO_STEPS: readonly number[] = []

/** Free energy while it is learned, and polarization against temperature beside what is exact. */
export function Curves(props: {
  readonly snapshot: Snapshot | undefined
  readonly look: LandauLook | undefined
  readonly exact: readonly number[]
  readonly celsius: number
}) {
  const { snapshot, look, exact, celsius } = props
  const losses = useMemo(
    () =>
      METHODS.map(
        (label, k): PlotLine => ({ label, colour: `--${label}`, values: snapshot?.losses[k] ?? NO_STEPS }),
      ),
    [snapshot],
  )
  const sizes = useMemo(
    () => [
      { label: 'exact', colour: '--quiet', dashed: true, values: exact },
      ...METHODS.map(
        (label, k): PlotLine => ({ label, colour: `--${label}`, values: look?.sizes[k] ?? NO_STEPS }),
      ),
    ],
    [look, exact],
  )
  const last = METHODS.map((m, k) => `${m} ${(snapshot?.losses[k]?.at(-1) ?? 0).toFixed(2)}`).join(', ')
  return (
    <section class="curves" aria-label="Curves">
      <Plot
        x={snapshot?.at ?? NO_STEPS}
        lines={losses}
        xLabel="step"
        yLabel="MJ/m³"
        label={`Free energy after ${snapshot?.step ?? 0} steps: ${last}`}
      />
      <Plot
        x={TEMPERATURES}
        lines={sizes}
        xLabel="°C"
        yLabel="|P|, C/m²"
        label={`Size of the polarization against temperature, marked at ${celsius} °C`}
        mark={celsius}
      />
    </section>
  )
}
