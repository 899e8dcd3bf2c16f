import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Newest } from '../app/newest.js'
import { messageOf } from '../app/trouble.js'
import { type CellArrow, type CellView, FIRST_VIEWPOINT, turned } from './cell-view.js'
import { cells } from './cells.js'
import type { Vector } from './methods.js'

/** What a press of an arrow key turns it by, and what dragging by a pixel does, in radians. */
const [KEY_ANGLE, DRAG_ANGLE] = [Math.PI / 12, 0.008]

const TURNS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** The cell in space; it is turned by dragging and by the arrow keys. */
export function Cell(props: {
  readonly arrows: readonly CellArrow[]
  readonly polarization: Vector
  readonly label: string
}) {
  const { arrows, polarization, label } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const [from, setFrom] = useState(FIRST_VIEWPOINT)
  const [missing, setMissing] = useState<string | undefined>(undefined)
  const drawing = useMemo(
    () =>
      new Newest(
        (view: CellView) => cells.ask((c) => c.picture(view)),
        (error) => setMissing(messageOf(error)),
      ),
    [],
  )
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const draw = () => {
      const { clientWidth, clientHeight } = element
      const ratio = Math.min(2, devicePixelRatio)
      const view: CellView = {
        arrows,
        polarization,
        from,
        edgeColour: getComputedStyle(element).getPropertyValue('--line'),
        width: ratio * clientWidth,
        height: ratio * clientHeight,
      }
      drawing.ask(view, (picture) => element.getContext('bitmaprenderer')?.transferFromImageBitmap(picture))
    }
    // begins with the size as it is
    const observer = new ResizeObserver(draw)
    observer.observe(element)
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', draw)
    return () => {
      observer.disconnect()
      scheme.removeEventListener('change', draw)
    }
  }, [drawing, arrows, polarization, from])
  if (missing !== undefined)
    return (
      <p class="quiet">
        {label}; there is no picture: {missing}
      </p>
    )
  return (
    <canvas
      ref={canvas}
      class="cell"
      tabindex={0}
      role="img"
      aria-label={`${label}. Arrow keys turn it.`}
      onKeyDown={(event) => {
        const way = TURNS[event.key]
        if (way === undefined) return
        event.preventDefault()
        setFrom((now) => turned(now, KEY_ANGLE * way[0], KEY_ANGLE * way[1]))
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
        setFrom((now) => turned(now, -DRAG_ANGLE * event.movementX, DRAG_ANGLE * event.movementY))
      }}
    />
  )
}
