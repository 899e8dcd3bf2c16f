import type { ComponentChildren } from 'preact'

/** The ring that shows the keyboard's focus, in radii of its point. */
const RING = 1.35

/** A point of a drawing that can be pressed, with its text; `children` are drawn in it. */
export function Point(props: {
  readonly at: readonly [number, number]
  readonly radius: number
  readonly label: string
  readonly text: string | number
  /** Whether it is pressed, where it stays so. */
  readonly isPressed?: boolean
  readonly onPress: () => void
  /** The point itself. */
  readonly children: ComponentChildren
}) {
  const { at, radius, label, text, isPressed, onPress, children } = props
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a drawing
    <g
      class="point"
      role="button"
      tabindex={0}
      aria-pressed={isPressed}
      aria-label={label}
      style={{ translate: `${at[0]}px ${at[1]}px` }}
      onClick={onPress}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onPress()
      }}
    >
      {children}
      <circle r={RING * radius} class="ring" />
      <text style={{ fontSize: `${1.1 * radius}px` }}>{text}</text>
    </g>
  )
}
