import { type Signal, signal, useSignalEffect } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { formatRoute, parseRoute, type Screen } from './route.js'

/** How a screen's state stands in the address. */
export interface StateCodec<S> {
  readonly screen: Screen
  readonly read: (params: URLSearchParams) => { readonly state: S; readonly problem?: string }
  readonly write: (state: S) => URLSearchParams
}

/** Browsers refuse addresses that change some twenty times a second: it follows when the state has been still. */
const QUIET_MILLISECONDS = 60

/** The state of a screen, which the address always holds: a change of either changes the other. */
export function useUrlState<S>(codec: StateCodec<S>): {
  state: Signal<S>
  problem: Signal<string | undefined>
} {
  const { state, problem } = useMemo(() => {
    const first = codec.read(parseRoute(location.hash).params)
    return { state: signal(first.state), problem: signal(first.problem) }
  }, [codec])
  useEffect(() => {
    const follow = () => {
      const { screen, params } = parseRoute(location.hash)
      if (screen !== codec.screen) return
      const next = codec.read(params)
      state.value = next.state
      problem.value = next.problem
    }
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [codec, state, problem])
  useSignalEffect(() => {
    const hash = formatRoute({ screen: codec.screen, params: codec.write(state.value) })
    const timer = setTimeout(() => {
      if (hash !== location.hash) history.replaceState(null, '', hash)
    }, QUIET_MILLISECONDS)
    return () => clearTimeout(timer)
  })
  return { state, problem }
}
