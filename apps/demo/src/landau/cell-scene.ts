import * as three from 'three'
import type { CellArrow, CellView } from './cell-view.js'

/** The size of an arrow and of the titanium's move for 1 C/m², in edges of the cell: enlarged to be seen. */
const [ARROW, SHIFT] = [1.5, 0.55]
const CORNER_COLOUR = '#5f9e6e'
const OXYGEN_COLOUR = '#c2434d'
const TITANIUM_COLOUR = '#7d8aa5'
/** From the eye to the middle, in edges of the cell. */
const DISTANCE = 3.38
/** A larger picture is more than a browser may draw. */
const MOST_PIXELS = 4096

/** The cell of BaTiO₃ in space: barium at the corners, oxygen on the faces, titanium where the polarization takes it. */
export class CellScene {
  readonly #canvas = new OffscreenCanvas(1, 1)
  readonly #renderer: three.WebGLRenderer
  readonly #scene = new three.Scene()
  readonly #camera = new three.PerspectiveCamera(35, 1, 0.1, 20)
  readonly #titanium = ball(0.08, TITANIUM_COLOUR, [0, 0, 0])
  readonly #edges = new three.LineSegments(
    new three.EdgesGeometry(new three.BoxGeometry(1, 1, 1)),
    new three.LineBasicMaterial(),
  )
  readonly #arrows: three.ArrowHelper[] = []

  /** @throws Error where the browser has no WebGL */
  constructor() {
    this.#renderer = new three.WebGLRenderer({ canvas: this.#canvas, antialias: true, alpha: true })
    const light = new three.DirectionalLight('#fff', 2)
    light.position.set(2, 4, 3)
    this.#scene.add(light, new three.AmbientLight('#fff', 1.4), this.#edges, this.#titanium)
    for (const x of [-0.5, 0.5]) {
      for (const y of [-0.5, 0.5])
        for (const z of [-0.5, 0.5]) this.#scene.add(ball(0.1, CORNER_COLOUR, [x, y, z]))
    }
    for (const axis of [0, 1, 2]) {
      for (const side of [-0.5, 0.5]) {
        const at: [number, number, number] = [0, 0, 0]
        at[axis] = side
        this.#scene.add(ball(0.06, OXYGEN_COLOUR, at))
      }
    }
  }

  /** The picture of a view, of the size that it asks for. */
  picture({ arrows, polarization, edgeColour, from, width, height }: CellView): ImageBitmap {
    // arrows are used again: one that is thrown away takes its compiled shaders with it
    while (this.#arrows.length < arrows.length) {
      const arrow = new three.ArrowHelper()
      this.#arrows.push(arrow)
      this.#scene.add(arrow)
    }
    for (const [i, arrow] of this.#arrows.entries()) point(arrow, arrows[i])
    this.#titanium.position.set(...polarization).multiplyScalar(SHIFT)
    this.#edges.material.color.set(edgeColour)
    this.#camera.position.setFromSphericalCoords(DISTANCE, Math.PI / 2 - from.rise, from.turn)
    this.#camera.lookAt(0, 0, 0)
    const [w, h] = [width, height].map((v) => Math.min(MOST_PIXELS, Math.max(1, Math.round(v))))
    this.#camera.aspect = w! / h!
    this.#camera.updateProjectionMatrix()
    this.#renderer.setSize(w!, h!, false)
    this.#renderer.render(this.#scene, this.#camera)
    return this.#canvas.transferToImageBitmap()
  }
}

/** Lets an arrow show what is asked, or nothing. */
function point(arrow: three.ArrowHelper, shown: CellArrow | undefined): void {
  const direction = new three.Vector3(...(shown?.vector ?? [0, 0, 0]))
  const length = ARROW * direction.length()
  arrow.visible = shown !== undefined && length > 0.02
  if (!shown || !arrow.visible) return
  arrow.setDirection(direction.normalize())
  arrow.setLength(length, Math.min(0.12, 0.4 * length), 0.07)
  arrow.setColor(shown.colour)
  for (const { material } of [arrow.line, arrow.cone]) {
    for (const m of [material].flat()) {
      m.transparent = true
      m.opacity = shown.faint ? 0.45 : 1
    }
  }
}

function ball(radius: number, colour: string, at: readonly [number, number, number]): three.Mesh {
  const mesh = new three.Mesh(
    new three.SphereGeometry(radius, 24, 16),
    new three.MeshStandardMaterial({ color: colour, roughness: 0.5 }),
  )
  mesh.position.set(...at)
  return mesh
}
