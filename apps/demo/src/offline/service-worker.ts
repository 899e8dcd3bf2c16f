import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'
import { CacheFirst } from 'workbox-strategies'

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (PrecacheEntry | string)[] }

/** What only training needs, which is most of all bytes: kept when it is first used, or when the page asks. */
const TRAINING = /\/(training\.worker|worker-|tfjs-backend|highs)[^/]*$/
/** What is asked for by browsers without SIMD, or by pages that are isolated: kept when it is used, and not ahead. */
const SELDOM = /\/tfjs-backend-wasm(-threaded-simd)?-[\w-]{8}\.wasm$/
const TRAINING_CACHE = 'training'

// the build replaces this, once
const manifest = self.__WB_MANIFEST.map((entry) =>
  typeof entry === 'string' ? { url: entry, revision: null } : entry,
)
const forTraining = manifest
  .filter(({ url }) => TRAINING.test(url))
  .map(({ url }) => new URL(url, self.registration.scope).href)
const ahead = forTraining.filter((url) => !SELDOM.test(url))
const cacheFirst = new CacheFirst({
  cacheName: TRAINING_CACHE,
  // files whose names say what is in them are the same for whoever asks
  matchOptions: { ignoreVary: true },
})

// the page itself with all its screens
precacheAndRoute(manifest.filter(({ url }) => !TRAINING.test(url)))
cleanupOutdatedCaches()
registerRoute(({ url }) => forTraining.includes(url.href), cacheFirst)
// a first visit is served from here on; a later version waits until no page of the one before is open
clientsClaim()

self.addEventListener('activate', (event) => event.waitUntil(forgetOldFiles()))

/** Asked by the page when it has nothing else to do; answers whether all is kept. */
self.addEventListener('message', (event) => {
  const [port] = event.ports
  if (event.data !== 'keep all' || !port) return
  event.waitUntil(
    Promise.all(ahead.map((url) => kept(event, url))).then(
      () => port.postMessage(true),
      () => port.postMessage(false),
    ),
  )
})

/** Done when a file is there and written. */
async function kept(event: ExtendableEvent, url: string): Promise<void> {
  const [response, written] = cacheFirst.handleAll({ event, request: new Request(url) })
  await response
  await written
}

async function forgetOldFiles(): Promise<void> {
  const cache = await caches.open(TRAINING_CACHE)
  const old = (await cache.keys()).filter(({ url }) => !forTraining.includes(url))
  await Promise.all(old.map((request) => cache.delete(request)))
}
