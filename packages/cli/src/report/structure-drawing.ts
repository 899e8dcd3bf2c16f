import { dot, type Vector } from '@buridan/core'
import type { SampleStructure } from '../audit-structures.js'
import { html, type Markup } from './markup.js'
import { px } from './plot.js'
import { type Scene, type SceneAtom, sceneOf } from './structure-scene.js'
import { viewOf } from './view-direction.js'

const SIZE = 240
/** The margin around the centres of atoms. */
const MARGIN = 26
/** Radii of discs: `least` plus `share` times the covalent radius, Å, limited to `from` … `to` in the drawing. */
const DISC = { least: 0.18, share: 0.28, from: 6, to: 22 }
/** The smallest radius with room for a symbol. */
const READABLE = 7.5

/** Arrows shorter than this in the drawing are not drawn. */
const SHORTEST = 4

interface Spot {
  readonly x: number
  readonly y: number
}

/** A point of the drawing; depth is towards the reader. */
interface Flat extends Spot {
  readonly depth: number
}

/** A structure as a picture: atoms as discs in the colours of their elements, far ones first, bonds, the cell, and the label as arrows. */
export function structureDrawing(structure: SampleStructure, label: string): Markup {
  const scene = sceneOf(structure)
  const flat = projected(scene, structure.cell.length > 0)
  const angstrom = scene.angstrom * flat.scale
  const shapes = [
    ...scene.bonds.map(([i, j]) => bond(flat(scene.atoms[i]!.at), flat(scene.atoms[j]!.at))),
    ...scene.atoms.map((atom) => disc(atom, flat(atom.at), angstrom)),
  ].sort((a, b) => a.depth - b.depth)
  const edges = scene.edges.map(([a, b]) => {
    const [from, to] = [flat(a), flat(b)]
    return html`<path class="cell" d="M${place(from)}L${place(to)}"/>`
  })
  const arrows = scene.arrows.map(({ from, along, atom }) => {
    const [start, end] = [flat(from), flat([from[0] + along[0], from[1] + along[1], from[2] + along[2]])]
    const own = atom === undefined ? 0 : radiusOf(scene.atoms[atom]!, start, angstrom)
    return arrow(start, end, own, Math.hypot(...along) * flat.scale)
  })
  return html`<svg class="structure" viewBox="0 0 ${SIZE} ${SIZE}" role="img" aria-label="${label}">
${edges}
${shapes.map((s) => s.shape)}
${arrows}
</svg>`
}

/** Projects points of a scene into the drawing, scaled so that all of it fits. */
function projected(scene: Scene, isCrystal: boolean): ((v: Vector) => Flat) & { scale: number } {
  const points = [
    ...scene.atoms.map((a) => a.at),
    ...scene.edges.flat(),
    ...scene.arrows.map(({ from, along: v }): Vector => [from[0] + v[0], from[1] + v[1], from[2] + v[2]]),
  ]
  const [right, up, near] = viewOf(
    scene.atoms.map((a) => a.at),
    isCrystal,
  )
  const [xs, ys] = [points.map((p) => dot(p, right)), points.map((p) => dot(p, up))]
  const [left, low] = [Math.min(...xs), Math.min(...ys)]
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - low]
  const scale = (SIZE - 2 * MARGIN) / Math.max(width, height, 0.5)
  const at = (v: Vector): Flat => ({
    x: SIZE / 2 + scale * (dot(v, right) - left - width / 2),
    y: SIZE / 2 - scale * (dot(v, up) - low - height / 2),
    depth: dot(v, near),
  })
  return Object.assign(at, { scale })
}

/** Nearer atoms are larger. */
function radiusOf({ look }: SceneAtom, { depth }: Flat, angstrom: number): number {
  const own = (DISC.least + DISC.share * look.radius) * angstrom
  return Math.min(DISC.to, Math.max(DISC.from, own * (1 + 0.12 * nearness(depth))))
}

function nearness(depth: number): number {
  return Math.min(1, Math.max(-1, depth))
}

/** Nearer atoms are more opaque. */
function disc(atom: SceneAtom, at: Flat, angstrom: number) {
  const { look } = atom
  const { x, y, depth } = at
  const r = radiusOf(atom, at, angstrom)
  const [cx, cy] = [px(x), px(y)]
  const name =
    r >= READABLE && look.symbol.length <= 2
      ? html`<text class="${look.isLight ? 'on-light' : 'on-dark'}" x="${cx}" y="${cy}">${look.symbol}</text>`
      : ''
  return {
    depth,
    shape: html`<circle class="under" cx="${cx}" cy="${cy}" r="${px(r)}"/><circle class="atom" cx="${cx}" cy="${cy}" r="${px(r)}" fill="${look.colour}" fill-opacity="${px(0.85 + 0.15 * nearness(depth))}"/>${name}`,
  }
}

function bond(a: Flat, b: Flat) {
  return {
    // behind both of its atoms
    depth: Math.min(a.depth, b.depth) - 1e-9,
    shape: html`<path class="bond" stroke-width="4" d="M${place(a)}L${place(b)}"/>`,
  }
}

/** An arrow from the rim of a disc, with a halo so that it is visible over atoms; a ring if it points at the reader or away. */
function arrow(middle: Flat, end: Flat, radius: number, whole: number): Markup {
  const [dx, dy] = [end.x - middle.x, end.y - middle.y]
  const length = Math.hypot(dx, dy)
  if (length < SHORTEST) {
    return whole < 2 * SHORTEST
      ? html``
      : html`<circle class="c-label" cx="${px(middle.x)}" cy="${px(middle.y)}" r="${px(radius + 3)}" fill="none" stroke-width="2.5"/>`
  }
  const [ux, uy] = [dx / length, dy / length]
  const [from, to] = [middle, end].map(({ x, y }) => ({ x: x + radius * ux, y: y + radius * uy })) as [
    Spot,
    Spot,
  ]
  const head = Math.min(11, 0.6 * length)
  const side = (s: number) =>
    `${px(to.x - head * ux + s * 0.45 * head * uy)} ${px(to.y - head * uy - s * 0.45 * head * ux)}`
  const shaft = `M${place(from)}L${px(to.x - 0.7 * head * ux)} ${px(to.y - 0.7 * head * uy)}`
  return html`<path class="halo" stroke-width="5.5" d="${shaft}"/><path class="c-label" stroke-width="2.8" d="${shaft}"/><path class="f-label halo" stroke-width="1" d="M${place(to)}L${side(1)}L${side(-1)}Z"/>`
}

function place({ x, y }: Spot): string {
  return `${px(x)} ${px(y)}`
}
