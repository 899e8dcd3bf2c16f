import { signal, useSignalEffect } from '@preact/signals'
import { lazy, Suspense } from 'preact/compat'
import { kept } from '../offline/offline.js'
import { DropAnywhere } from './drop-anywhere.js'
import { parseRoute, SCREENS, type Screen } from './route.js'
import { Share } from './share.js'
import { trouble } from './trouble.js'

const TITLES: Record<Screen, string> = {
  square: 'Square',
  landau: 'BaTiO₃',
  graphs: 'Graphs',
  data: 'Your data',
  maps: 'Maps',
}
const SHOWN = {
  square: lazy(() => import('../square/square-screen.js').then((m) => ({ default: m.SquareScreen }))),
  landau: lazy(() => import('../landau/landau-screen.js').then((m) => ({ default: m.LandauScreen }))),
  graphs: lazy(() => import('../graphs/graphs-screen.js').then((m) => ({ default: m.GraphsScreen }))),
  data: lazy(() => import('../data/data-screen.js').then((m) => ({ default: m.DataScreen }))),
  maps: lazy(() => import('../maps/maps-screen.js').then((m) => ({ default: m.MapsScreen }))),
}

/** What works without a network. */
const KEPT = {
  nothing: '',
  screens: 'kept for use without a network, but training',
  all: 'kept for use without a network',
}

const screen = signal(parseRoute(location.hash).screen)
addEventListener('hashchange', () => {
  const next = parseRoute(location.hash).screen
  if (next !== screen.value) trouble.value = undefined
  screen.value = next
})

/** The page: a line of screens and the one that is open. */
export function App() {
  const Shown = SHOWN[screen.value]
  useSignalEffect(() => {
    document.title = `${TITLES[screen.value]} · Buridan`
  })
  return (
    <>
      <header>
        <h1>Buridan</h1>
        <nav aria-label="Screens">
          {SCREENS.map((name) => (
            <a key={name} href={`#${name}`} aria-current={name === screen.value ? 'page' : undefined}>
              {TITLES[name]}
            </a>
          ))}
        </nav>
        <Share />
      </header>
      <main>
        {trouble.value && <p role="alert">{trouble.value.text}</p>}
        <Suspense fallback={<p class="quiet">…</p>}>
          <Shown />
        </Suspense>
      </main>
      <footer class="quiet">
        <p role="status">{KEPT[kept.value]}</p>
      </footer>
      <DropAnywhere />
    </>
  )
}
