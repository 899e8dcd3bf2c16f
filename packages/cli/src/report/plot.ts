import { html, type Markup } from './markup.js'
import type { Scale } from './scales.js'

/**
 * Plots are drawn about as large as a phone shows them, 320 wide, so that texts of 14 stay so: they grow where there is more room, and never shrink.
 */
const [WIDTH, HEIGHT] = [320, 236]
const BOX = { left: 50, right: 306, top: 30, bottom: 190 }

/** An axis and its name, with the unit. */
export interface Axis {
  readonly name: string
  readonly scale: Scale
}

/** Places in a plot. */
export interface Frame {
  readonly x: (value: number) => number
  readonly y: (value: number) => number
  readonly box: typeof BOX
}

/** A plot: axes with their names and round numbers, and within them what is drawn in their places. */
export function plot(label: string, x: Axis, y: Axis, draw: (frame: Frame) => Markup): Markup {
  const { left, right, top, bottom } = BOX
  const frame: Frame = {
    x: (v) => left + within(x.scale.share(v)) * (right - left),
    y: (v) => bottom - within(y.scale.share(v)) * (bottom - top),
    box: BOX,
  }
  const across = x.scale.ticks.map(({ value, text }) => {
    const at = px(frame.x(value))
    return html`<path class="axis" d="M${at} ${bottom}v4"/><text class="tick" x="${at}" y="${bottom + 18}" text-anchor="middle">${text}</text>`
  })
  const up = y.scale.ticks.map(({ value, text }) => {
    const at = frame.y(value)
    return html`<path class="grid" d="M${left} ${px(at)}H${right}"/><text class="tick" x="${left - 6}" y="${px(at + 5)}" text-anchor="end">${text}</text>`
  })
  return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">
<text x="2" y="15">${y.name}</text>
<text x="${(left + right) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${x.name}</text>
${up}
${across}
<path class="axis" d="M${left} ${top}V${bottom}H${right}"/>
${draw(frame)}
</svg>`
}

/** What is off an axis is at its end. */
function within(share: number): number {
  return Math.min(1, Math.max(0, share))
}

/** A coordinate with one decimal. */
export function px(value: number): string {
  return Number(value.toFixed(1)).toString()
}

/** A mark at the slope of the data, on a ground of its own so that it is seen over bars. */
export function dataMark(at: number, { top, bottom }: Frame['box']): Markup {
  const line = `M${px(at)} ${top}V${bottom}`
  return html`<path class="ground" d="${line}"/><path class="mark c-data" d="${line}"/>`
}

/** Lines or bars of a plot, by the classes that draw them, and what they are. */
export type Key = readonly [classes: string, text: string]

/** What the lines and bars of a figure are: a bar for classes that fill, else a line. */
export function keys(list: readonly Key[]): Markup {
  const items = list.map(([classes, text]) => {
    const shape = classes.startsWith('f-')
      ? html`<rect class="${classes}" width="26" height="10"/>`
      : html`<path class="${classes}" d="M0 5H26"/>`
    return html`<li><svg viewBox="0 0 26 10" aria-hidden="true">${shape}</svg>${text}</li>`
  })
  return html`<ul class="keys">${items}</ul>`
}
