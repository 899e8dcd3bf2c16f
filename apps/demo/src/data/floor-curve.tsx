import type { Audited } from 'buridan/browser'
import { number } from './number.js'

/** Drawn as large as a phone shows it, so that texts keep their size. */
const [WIDTH, HEIGHT] = [320, 210]
const BOX = { left: 44, right: 312, top: 28, bottom: 166 }

// texts of drawings are centred by the style sheet, but for these
const START = { textAnchor: 'start' }
const END = { textAnchor: 'end' }

/** The floor at each slope, in percent of the label variance, with the floor at every slope and the slope of the data. */
export function FloorCurve({ audited: { report, lengthUnit } }: { readonly audited: Audited }) {
  const { floorBySlope, strictFloor, slopeOfData, floorAtSlopeOfData, labelVariance } = report
  const own = slopeOfData.upper !== undefined && slopeOfData.upper > 0 ? slopeOfData.upper : undefined
  if (floorBySlope.length === 0) {
    return (
      <p class="quiet">
        There is no curve of the floor by slope: nothing is lost at any slope, or distances are not known.
      </p>
    )
  }
  const points = [
    ...floorBySlope,
    ...(own !== undefined && floorAtSlopeOfData !== undefined ? [[own, floorAtSlopeOfData] as const] : []),
  ].sort(([a], [b]) => a - b)
  const slopes = own === undefined ? points.map(([s]) => s) : [...points.map(([s]) => s), own]
  const most = Math.max(points[0]![1], strictFloor)
  // labels that hardly vary have no share to be drawn
  const isShare = labelVariance > 0 && most <= 10 * labelVariance
  const whole = isShare ? labelVariance : most > 0 ? most : 1
  const top = Math.max((100 * most) / whole, 1e-9) * 1.05
  const [from, to] = [Math.log10(Math.min(...slopes)) - 0.3, Math.log10(Math.max(...slopes)) + 0.3]
  const x = (slope: number) => BOX.left + ((Math.log10(slope) - from) / (to - from)) * (BOX.right - BOX.left)
  const y = (floor: number) => BOX.bottom - ((100 * floor) / whole / top) * (BOX.bottom - BOX.top)
  // the floor at a slope also holds at all below it: a step that ends there
  const steps = points.map(([slope], k) => `H${x(slope)}V${y(points[k + 1]?.[1] ?? strictFloor)}`).join('')
  const unit = lengthUnit === '' ? '' : ` per ${lengthUnit}`
  return (
    <figure class="floor-curve">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label="The floor at each slope">
        <text
          x="2"
          y="14"
          style={START}
        >{`floor, % of the ${isShare ? 'label variance' : 'largest floor'}`}</text>
        {(most > 0 ? [0, most / 2, most] : [0]).map((floor) => (
          <g key={floor}>
            <path class="grid" d={`M${BOX.left} ${y(floor)}H${BOX.right}`} />
            <text x={BOX.left - 5} y={y(floor)} style={END}>
              {Number(((100 * floor) / whole).toPrecision(2))}
            </text>
          </g>
        ))}
        {ticksBetween(from, to).map((slope) => (
          <text key={slope} x={x(slope)} y={BOX.bottom + 14}>
            {number(slope)}
          </text>
        ))}
        <path class="axis" d={`M${BOX.left} ${BOX.top}V${BOX.bottom}H${BOX.right}`} />
        <path class="steps" d={`M${BOX.left} ${y(points[0]![1])}${steps}H${BOX.right}`} />
        <path class="strict" d={`M${BOX.left} ${y(strictFloor)}H${BOX.right}`} />
        {own !== undefined && <path class="own" d={`M${x(own)} ${BOX.top}V${BOX.bottom}`} />}
        <text x={(BOX.left + BOX.right) / 2} y={HEIGHT - 12}>{`slope${unit}`}</text>
      </svg>
      <figcaption>
        A model no steeper than a slope misses at least this; dashed: at every slope
        {own === undefined ? '' : `; dotted: the slope of the data, ${number(own)}${unit}`}.
      </figcaption>
    </figure>
  )
}

/** Round numbers within a range of logarithms: at most about five powers of ten, or 1, 2 and 5 times them where the range is narrow. */
function ticksBetween(from: number, to: number): number[] {
  const stride = Math.max(1, Math.ceil((to - from) / 5))
  const mantissas = to - from < 1.3 ? [1, 2, 5] : [1]
  const ticks: number[] = []
  for (let power = Math.floor(from); power <= to; power++) {
    if (power % stride !== 0) continue
    for (const m of mantissas) {
      const at = power + Math.log10(m)
      if (at >= from && at <= to) ticks.push(Number(`${m}e${power}`))
    }
  }
  return ticks
}
