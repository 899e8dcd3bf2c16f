import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const require = createRequire(import.meta.url)

it('formulas have one version of KaTeX: its style sheet, what typesets them, and no other can be installed', () => {
  const locked = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8').match(/^ {2}katex@[\d.]+(?=:)/gm)
  const versions = new Set(locked!.map((entry) => entry.split('@')[1]))
  const ofStyles = /\.katex-version:{1,2}after\{content:"([\d.]+)"/.exec(
    readFileSync(require.resolve('katex/dist/katex.min.css'), 'utf8'),
  )![1]
  const plugin = createRequire(require.resolve('@vscode/markdown-it-katex'))
  expect([...versions]).toEqual([ofStyles])
  for (const from of [require, plugin]) expect(from('katex').version).toBe(ofStyles)
})
