import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { dependenciesOf, manifestOf, packages, root, workspaces } from '../workspaces.mjs'

it('tsc builds each package after those it depends on: references follow from package.json', () => {
  const { stderr, status } = spawnSync(process.execPath, [join(root, 'scripts/references.mjs'), '--check'], {
    encoding: 'utf8',
  })
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
})

it('lists of packages have each after those it depends on', () => {
  packages.forEach((name, i) => {
    for (const other of dependenciesOf(`packages/${name}`))
      expect(packages.slice(0, i)).toContain(other.replace('packages/', ''))
  })
})

it('what the compiler remembers lies with what it wrote, and is not published', () => {
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.emit.json'), 'utf8'))
  expect(compilerOptions.tsBuildInfoFile).toBe(`${compilerOptions.outDir}/.tsbuildinfo`)
  for (const name of packages)
    expect(manifestOf(`packages/${name}`).files, name).toContain('!dist/.tsbuildinfo')
})

it('every folder with tests has a script that runs them, and no others', () => {
  for (const folder of workspaces)
    expect(manifestOf(folder).scripts, folder).toMatchObject({
      test: `vitest run --root ${relative(folder, '.')} ${folder}/`,
    })
})
