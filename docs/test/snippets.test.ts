import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { inTurn } from '../../conformance/in-turn.js'
import { packages } from '../../scripts/workspaces.mjs'
import { docCommentSnippets, expectedOutput, markdownSnippets, type Snippet } from './snippets.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const scratch = fileURLToPath(new URL('./.run', import.meta.url))

const snippets: Snippet[] = [
  ...['README.md', 'docs/index.md', 'docs/start.md', 'docs/mathematics.md'].flatMap((f) =>
    markdownSnippets(join(root, f)),
  ),
  ...packages.flatMap((p) => markdownSnippets(join(root, 'packages', p, 'README.md'))),
  ...packages.flatMap((p) => docCommentSnippets(join(root, 'packages', p, 'src'))),
]

// pages and readmes take as long as all comments, of which there are ten times as many
const [ofPages, ofComments] = [true, false].map((page) =>
  snippets.filter((s) => s.where.includes('.md:') === page),
)
const asked = [...inTurn(ofPages!), ...inTurn(ofComments!)]

beforeAll(() => mkdirSync(scratch, { recursive: true }))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('the documentation', () => {
  it('has examples', () => {
    expect(snippets.length).toBeGreaterThan(30)
  })

  it.each(asked.map((s, i) => ({ ...s, name: relative(root, s.where), i })))(
    '$name runs and prints what it says',
    async ({ code, i }) => {
      const file = join(scratch, `snippet-${i}.ts`)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, `${code}\nexport {}\n`)
      const printed: string[] = []
      const log = vi
        .spyOn(console, 'log')
        .mockImplementation((...args: unknown[]) => void printed.push(format(...args)))
      try {
        await import(/* @vite-ignore */ file)
      } finally {
        log.mockRestore()
      }
      // line breaks within a printed array depend on its width
      expect(printed.map((p) => p.replace(/\s+/g, ' '))).toEqual(expectedOutput(code))
    },
    120_000,
  )
})
