import { useEffect, useRef } from 'preact/hooks'
import type { MapsView } from './view.js'

/** The turn of hue from one class to the next: far apart for neighbours, never the same. */
const GOLDEN_ANGLE = 137.508

/** A colour of a class, bright or, where its sign is the other, dark; faint where another class is pointed at. */
function colourOf(entry: number, shown: number): readonly [number, number, number, number] {
  if (entry === 0) return [128, 128, 128, 20]
  const k = Math.abs(entry)
  const hue = (k * GOLDEN_ANGLE) % 360
  const lightness = (entry > 0 ? 0.58 : 0.36) + 0.06 * (k % 3)
  return [...rgb(hue, 0.65, lightness), shown !== 0 && shown !== k ? 40 : 255]
}

/** sRGB of hue in degrees, saturation and lightness in 0 to 1 (CSS Color 4, “HSL to sRGB”). */
function rgb(hue: number, saturation: number, lightness: number): [number, number, number] {
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12
    return Math.round(
      255 *
        (lightness -
          saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1))),
    )
  }
  return [channel(0), channel(8), channel(4)]
}

/** The matrix, an entry a pixel: alike entries in one colour. */
export function MatrixPicture(props: {
  readonly view: MapsView
  readonly shown: number
  readonly onPoint: (shown: number) => void
}) {
  const { view, shown, onPoint } = props
  const [rows, columns] = view.shape
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || rows === 0 || columns === 0) return
    const image = context.createImageData(columns, rows)
    view.classes.forEach((entry, i) => {
      image.data.set(colourOf(entry, shown), 4 * i)
    })
    context.putImageData(image, 0, 0)
  }, [view, shown, rows, columns])
  const at = (event: MouseEvent) => {
    const box = canvas.current!.getBoundingClientRect()
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows)
    const column = Math.floor(((event.clientX - box.left) / box.width) * columns)
    return Math.abs(view.classes[row * columns + column] ?? 0)
  }
  return (
    <canvas
      ref={canvas}
      class="matrix"
      width={columns}
      height={rows}
      role="img"
      aria-label={`${rows} by ${columns} matrix, ${view.sizes.length} kinds of entries`}
      style={{ aspectRatio: `${columns} / ${rows}`, maxInlineSize: `${(70 * columns) / rows}vh` }}
      onMouseMove={(event) => onPoint(at(event))}
      onMouseLeave={() => onPoint(0)}
    />
  )
}
