import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Lines of the sources in which something stands, with their places. */
function places(folder: 'packages' | 'apps', what: RegExp): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const src = join(root, folder, name, 'src')
    return readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) => {
        const path = join(src, file)
        const lines = readFileSync(path, 'utf8').split('\n')
        return lines.flatMap((line, i) => (what.test(line) ? [`${relative(root, path)}:${i + 1}`] : []))
      })
  })
}

it('sources have no casts by way of unknown: the compiler would see no mistake in them', () => {
  const cast = /\bas (unknown|any) as\b/
  expect([...places('packages', cast), ...places('apps', cast)]).toEqual([])
})

it('packages throw errors of their own kinds, with a code', () => {
  expect(places('packages', /\bnew (Error|TypeError|RangeError)\(/)).toEqual([])
})
