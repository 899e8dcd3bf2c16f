// What needs a browser and is not the demo: a tutorial's page, the site, and at night webgl. Needs the site to be built.
import { closeAll, counts, failed } from './browser/harness.mjs'
import { site } from './browser/site.mjs'
import { tutorial } from './browser/tutorial.mjs'
import { webgl } from './browser/webgl.mjs'

for (const part of process.env.NIGHTLY ? [webgl] : [site, tutorial]) {
  try {
    await part()
  } catch (error) {
    failed(part.name, error instanceof Error ? error.stack : error)
  }
}
await closeAll()
console.log(`browser: ${counts.passed} passed, ${counts.failed} failed`)
process.exit(counts.failed === 0 ? 0 : 1)
