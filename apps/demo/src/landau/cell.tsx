import { useEffect, useRef, useState } from 'preact/hooks'
import { type CellArrow, CellScene } from './cell-scene.js'
import type { Vector } from './methods.js'

/** The cell in space; it is turned by dragging and by the arrow keys. */
export function Cell(props: {
  readonly arrows: readonly CellArrow[]
  readonly polarization: Vector
  readonly label: string
}) {
  const { arrows, polarization, label } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const [scene, setScene] = useState<CellScene | undefined>(undefined)
  const [missing, setMissing] = useState(false)
  useEffect(() => {
    const element = canvas.current!
    let made: CellScene
    try {
      made = new CellScene(element)
    } catch {
      setMissing(true)
      return
    }
    const observer = new ResizeObserver(() => made.resize(element.clientWidth, element.clientHeight))
    observer.observe(element)
    setScene(made)
    return () => {
      observer.disconnect()
      made.dispose()
    }
  }, [])
  useEffect(() => {
    const show = () =>
      scene?.show(arrows, polarization, getComputedStyle(canvas.current!).getPropertyValue('--line'))
    show()
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', show)
    return () => scheme.removeEventListener('change', show)
  }, [scene, arrows, polarization])
  if (missing) return <p class="quiet">{label}; the picture needs WebGL, which this browser has not.</p>
  return (
    <canvas
      ref={canvas}
      class="cell"
      tabindex={0}
      role="img"
      aria-label={`${label}. Arrow keys turn it.`}
      onKeyDown={(event) => {
        const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
        if (way === undefined) return
        event.preventDefault()
        scene?.turn((way * Math.PI) / 12)
      }}
    />
  )
}
