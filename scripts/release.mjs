// `pnpm release`: builds, checks what would be published, and publishes what is not there yet, with provenance.
// `pnpm release --dry-run` does all of it but the publishing, without a network.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const { 'dry-run': dry } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } }).values
const names = readdirSync(join(root, 'packages'))
const manifests = new Map(
  names.map((name) => [name, JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'))]),
)

function run(command, args, { cwd = root, env = {} } = {}) {
  execFileSync(command, args, {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
}

/** What keeps a package from being published, in words. */
function obstacles(name) {
  const { version, publishConfig, repository } = manifests.get(name)
  const out = []
  const changelog = join(root, 'packages', name, 'CHANGELOG.md')
  if (!existsSync(changelog)) out.push('has no CHANGELOG.md: run pnpm changeset version')
  else if (!readFileSync(changelog, 'utf8').includes(`## ${version}\n`))
    out.push(`CHANGELOG.md says nothing of ${version}: run pnpm changeset version`)
  if (publishConfig?.access !== 'public') out.push('publishConfig.access is not public')
  // provenance names the repository; where that is, the workflow knows
  if (!dry && !repository?.url)
    out.push('has no repository.url, which provenance needs: see the release workflow')
  return out.map((o) => `packages/${name}: ${o}`)
}

const versions = new Set([...manifests.values()].map(({ version }) => version))
const problems = names.flatMap(obstacles)
if (versions.size !== 1)
  problems.push(`packages have versions ${[...versions].join(', ')}; they are released together`)
for (const version of versions) {
  if (!readFileSync(join(root, 'CITATION.cff'), 'utf8').includes(`\nversion: ${version}\n`))
    problems.push(`CITATION.cff does not say version ${version}`)
}
if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exit(1)
}

run('npm', ['run', '--silent', 'build'])
run('npm', ['run', '--silent', 'api', '--', '--check'])
run('npm', ['run', '--silent', 'sizes'])

if (dry) {
  // no registry is asked: its answer would not matter, and there may be no network
  const env = { npm_config_fetch_retries: '0', npm_config_loglevel: 'error' }
  for (const name of names) {
    run('pnpm', ['publish', '--dry-run', '--no-git-checks'], { cwd: join(root, 'packages', name), env })
  }
  console.log(`release: ${names.length} packages of version ${[...versions][0]} would be published`)
} else {
  run('changeset', ['publish'], { env: { NPM_CONFIG_PROVENANCE: 'true' } })
}
