import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const listed = (path: string) => readdirSync(new URL(`../../${path}`, import.meta.url))

it('changesets name packages that there are: a release would end with another', () => {
  const packages = listed('packages').map((name) => JSON.parse(read(`packages/${name}/package.json`)).name)
  for (const file of listed('.changeset').filter((name) => name.endsWith('.md') && name !== 'README.md')) {
    const [, head = ''] = read(`.changeset/${file}`).split('---')
    const named = head
      .trim()
      .split('\n')
      .map((line) => line.match(/^['"](.+)['"]: (?:major|minor|patch)$/)?.[1])
    expect([file, named.every((name) => name !== undefined && packages.includes(name))]).toEqual([file, true])
  }
})
