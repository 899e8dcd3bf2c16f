// The public interface of each package as text: `npm run api` writes packages/NAME/etc/*.api.md, `npm run api -- --check`
// fails where what is there differs, so that every change of the interface is seen in review.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'

const root = fileURLToPath(new URL('..', import.meta.url))
const check = process.argv.includes('--check')
const changed = []

for (const name of readdirSync(join(root, 'packages'))) {
  const folder = join(root, 'packages', name)
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  for (const [path, { types }] of Object.entries(exports)) {
    const entry = path === '.' ? name : `${name}-${path.slice(2)}`
    if (!report(folder, entry, join(folder, types))) changed.push(`packages/${name}/etc/${entry}.api.md`)
  }
}
if (changed.length > 0) {
  console.error(`api: ${changed.join(', ')} differ: run npm run api and commit what changed`)
  process.exitCode = 1
}

/** Writes or compares the report of one entry; false where it differs. */
function report(folder, entry, mainEntryPointFilePath) {
  if (!existsSync(mainEntryPointFilePath))
    throw new Error(`${mainEntryPointFilePath} is not there: build first`)
  const reportFolder = join(folder, 'etc')
  mkdirSync(reportFolder, { recursive: true })
  const config = ExtractorConfig.prepare({
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
  const { apiReportChanged } = Extractor.invoke(config, {
    localBuild: !check,
    messageCallback: (message) => {
      message.handled = true
      if (message.logLevel === ExtractorLogLevel.Error) console.error(message.text)
    },
  })
  return !check || !apiReportChanged
}
