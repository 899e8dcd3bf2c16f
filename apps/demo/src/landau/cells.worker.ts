import { expose, transfer } from 'comlink'
import { CellScene } from './cell-scene.js'
import type { CellView } from './cell-view.js'

let scene: CellScene | undefined

const cells = {
  /** The picture of a view; all views are drawn by one scene. */
  picture(view: CellView): ImageBitmap {
    scene ??= new CellScene()
    const picture = scene.picture(view)
    return transfer(picture, [picture])
  },
}
/** What draws cells away from the page. */
export type Cells = typeof cells

expose(cells)
