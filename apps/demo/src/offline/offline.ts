import { signal } from '@preact/signals'

/** What works without a network: nothing yet, all screens but training, or all. */
export const kept = signal<'nothing' | 'screens' | 'all'>('nothing')

/** The page has shown what it was opened for when it has been open so long. */
const SETTLED_MILLISECONDS = 6000

interface MaybeSaving {
  readonly connection?: { readonly saveData?: boolean }
}

/** Keeps the page in the browser: at once what it shows, and what training needs later, where no one asks to save data. */
export async function keepOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI))
    const { active } = await navigator.serviceWorker.ready
    kept.value = 'screens'
    if (!active || (navigator as MaybeSaving).connection?.saveData) return
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MILLISECONDS))
    if (await keepAll(active)) kept.value = 'all'
  } catch {
    // private windows and file systems have none: the page works, with a network
  }
}

function keepAll(worker: ServiceWorker): Promise<boolean> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => {
      port1.close()
      resolve(data === true)
    }
    worker.postMessage('keep all', [port2])
  })
}
