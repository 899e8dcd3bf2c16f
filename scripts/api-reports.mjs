// The public interface of each package as text: `npm run api` writes packages/NAME/etc/*.api.md, `npm run api -- --check`
// fails where what is there differs, so that every change of the interface is seen in review.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'

const root = fileURLToPath(new URL('..', import.meta.url))
const check = process.argv.includes('--check')
const entries = readdirSync(join(root, 'packages')).flatMap((name) => {
  const folder = join(root, 'packages', name)
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return Object.entries(exports).map(([path, { types }]) => ({
    folder,
    entry: path === '.' ? name : `${name}-${path.slice(2)}`,
    types: join(folder, types),
  }))
})
const configs = entries.map(configOf)
// one program for all: what packages share is read once; by the settings of data: Node’s types, and no DOM, whose globals have names of ours
const compilerState = CompilerState.create(configs[entries.findIndex(({ entry }) => entry === 'data')], {
  additionalEntryPoints: entries.map(({ types }) => types),
})
const changed = entries
  .filter((_, k) => !report(configs[k]))
  .map(({ folder, entry }) => relative(root, join(folder, 'etc', `${entry}.api.md`)))
if (changed.length > 0) {
  console.error(`api: ${changed.join(', ')} differ: run npm run api and commit what changed`)
  process.exitCode = 1
}

function configOf({ folder, entry, types: mainEntryPointFilePath }) {
  if (!existsSync(mainEntryPointFilePath))
    throw new Error(`${mainEntryPointFilePath} is not there: build first`)
  const reportFolder = join(folder, 'etc')
  mkdirSync(reportFolder, { recursive: true })
  return ExtractorConfig.prepare({
    packageJsonFullPath: join(folder, 'package.json'),
    configObjectFullPath: join(folder, 'api-extractor.json'),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath,
      compiler: { tsconfigFilePath: join(folder, 'tsconfig.build.json') },
      newlineKind: 'lf',
      apiReport: {
        enabled: true,
        reportFileName: `${entry}.api.md`,
        reportFolder,
        reportTempFolder: join(root, 'report', 'api'),
        includeForgottenExports: false,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.None },
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  })
}

/** Writes or compares the report of one entry; false where it differs. */
function report(config) {
  const { apiReportChanged } = Extractor.invoke(config, {
    compilerState,
    localBuild: !check,
    messageCallback: (message) => {
      message.handled = true
      if (message.logLevel === ExtractorLogLevel.Error) console.error(message.text)
    },
  })
  return !check || !apiReportChanged
}
