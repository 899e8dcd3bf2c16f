import * as three from 'three'
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js'
import type { Vector } from './methods.js'

/** An arrow from the middle of the cell. */
export interface CellArrow {
  readonly vector: Vector
  readonly colour: string
  readonly faint: boolean
}

/** The size of an arrow and of the titanium's move for 1 C/m², in edges of the cell: enlarged to be seen. */
const [ARROW, SHIFT] = [1.5, 0.55]
const CORNER_COLOUR = '#5f9e6e'
const OXYGEN_COLOUR = '#c2434d'
const TITANIUM_COLOUR = '#7d8aa5'

/** The cell of BaTiO₃ in space: barium at the corners, oxygen on the faces, titanium where the polarization takes it. */
export class CellScene {
  readonly #renderer: three.WebGLRenderer
  readonly #scene = new three.Scene()
  readonly #camera = new three.PerspectiveCamera(35, 1, 0.1, 20)
  readonly #controls: OrbitControls
  readonly #titanium: three.Mesh
  readonly #edges: three.LineSegments
  readonly #arrows: three.ArrowHelper[] = []

  /** @throws Error where the browser has no WebGL */
  constructor(canvas: HTMLCanvasElement) {
    this.#renderer = new three.WebGLRenderer({ canvas, antialias: true, alpha: true })
    // waiting for the driver to report on shaders would block the page
    this.#renderer.debug.checkShaderErrors = false
    this.#camera.position.set(1.9, 1.25, 2.5)
    this.#controls = new OrbitControls(this.#camera, canvas)
    this.#controls.enablePan = false
    this.#controls.enableZoom = false
    this.#controls.addEventListener('change', () => this.draw())
    const light = new three.DirectionalLight('#fff', 2)
    light.position.set(2, 4, 3)
    this.#scene.add(light, new three.AmbientLight('#fff', 1.4))
    const box = new three.EdgesGeometry(new three.BoxGeometry(1, 1, 1))
    this.#edges = new three.LineSegments(box, new three.LineBasicMaterial())
    this.#scene.add(this.#edges)
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
    this.#titanium = ball(0.08, TITANIUM_COLOUR, [0, 0, 0])
    this.#scene.add(this.#titanium)
  }

  /** Shows arrows, titanium moved along one polarization, and edges in a colour. */
  show(arrows: readonly CellArrow[], polarization: Vector, edgeColour: string): void {
    // arrows are used again: one that is thrown away takes its compiled shaders with it
    while (this.#arrows.length < arrows.length) {
      const arrow = new three.ArrowHelper()
      this.#arrows.push(arrow)
      this.#scene.add(arrow)
    }
    for (const [i, arrow] of this.#arrows.entries()) point(arrow, arrows[i])
    this.#titanium.position.set(polarization[0], polarization[1], polarization[2]).multiplyScalar(SHIFT)
    ;(this.#edges.material as three.LineBasicMaterial).color.set(edgeColour)
    this.draw()
  }

  /** Fits the picture to the size of its canvas. */
  resize(width: number, height: number): void {
    this.#renderer.setPixelRatio(Math.min(2, devicePixelRatio))
    this.#renderer.setSize(width, height, false)
    this.#camera.aspect = width / height
    this.#camera.updateProjectionMatrix()
    this.draw()
  }

  /** Turns the cell about the vertical, in radians. */
  turn(angle: number): void {
    this.#camera.position.applyAxisAngle(new three.Vector3(0, 1, 0), angle)
    this.#controls.update()
    this.draw()
  }

  draw(): void {
    this.#renderer.render(this.#scene, this.#camera)
  }

  dispose(): void {
    this.#controls.dispose()
    this.#scene.traverse((part) => {
      if (part instanceof three.Mesh || part instanceof three.LineSegments) part.geometry.dispose()
    })
    this.#renderer.dispose()
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
