import type { Locator } from 'playwright-core'

/** A part of a picture, in shares of its width and height. */
export interface Part {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The pixels in which two pictures of a place differ. */
export interface Difference {
  /** Shares of the pixels within the part, and outside of it, that changed. */
  readonly inside: number
  readonly outside: number
}

/** So often a picture is taken again until nothing moves. */
const TRIES = 40

/** A picture of a place on the page, once two of them are the same: what moves or fades has come to its end. */
export async function pictureOf(place: Locator): Promise<string> {
  let last = ''
  for (let k = 0; k < TRIES; k++) {
    const picture = (await place.screenshot()).toString('base64')
    if (picture === last) return picture
    last = picture
  }
  throw new Error('the picture does not come to rest')
}

/** Where an element is in a picture of a place, with some pixels around it. */
export async function partOf(place: Locator, element: Locator, around = 0): Promise<Part> {
  const [all, one] = [(await place.boundingBox())!, (await element.boundingBox())!]
  return {
    left: (one.x - around - all.x) / all.width,
    top: (one.y - around - all.y) / all.height,
    right: (one.x + one.width + around - all.x) / all.width,
    bottom: (one.y + one.height + around - all.y) / all.height,
  }
}

/** Compares two pictures of a place, pixel by pixel; the browser reads them. */
export async function differenceOf(
  place: Locator,
  before: string,
  after: string,
  part: Part = { left: 0, top: 0, right: 1, bottom: 1 },
): Promise<Difference> {
  return place.page().evaluate(
    async ({ before, after, part }) => {
      const read = async (png: string) => {
        const image = await createImageBitmap(
          new Blob([Uint8Array.from(atob(png), (c) => c.charCodeAt(0))], { type: 'image/png' }),
        )
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!
        context.drawImage(image, 0, 0)
        return context.getImageData(0, 0, image.width, image.height)
      }
      const [a, b] = [await read(before), await read(after)]
      if (a.width !== b.width || a.height !== b.height)
        throw new Error(`the picture was ${a.width} × ${a.height} and is ${b.width} × ${b.height}`)
      const [rows, pixels] = [new Uint32Array(a.data.buffer), new Uint32Array(b.data.buffer)]
      const changed = [0, 0]
      const all = [0, 0]
      rows.forEach((pixel, i) => {
        const [x, y] = [(i % a.width) + 0.5, Math.floor(i / a.width) + 0.5]
        const isInside =
          x > part.left * a.width &&
          x < part.right * a.width &&
          y > part.top * a.height &&
          y < part.bottom * a.height
        all[Number(isInside)]!++
        if (pixel !== pixels[i]) changed[Number(isInside)]!++
      })
      const share = (k: number) => (all[k] === 0 ? 0 : changed[k]! / all[k]!)
      return { inside: share(1), outside: share(0) }
    },
    { before, after, part },
  )
}
