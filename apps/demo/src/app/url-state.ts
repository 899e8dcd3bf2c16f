import { computed, type ReadonlySignal, type Signal, signal, useSignalEffect } from '@preact/signals'
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

/** The state of a screen, which the address always holds: a change of either changes the other. What was wrong with an address is said until something changes. */
export function useUrlState<S>(codec: StateCodec<S>): {
  state: Signal<S>
  problem: ReadonlySignal<string | undefined>
} {
  const { state, problem, follow, write } = useMemo(() => {
    let seen = location.hash
    const read = signal(codec.read(parseRoute(seen).params))
    const state = signal(read.value.state)
    return {
      state,
      problem: computed(() => (state.value === read.value.state ? read.value.problem : undefined)),
      follow: () => {
        const { screen, params } = parseRoute(location.hash)
        // an address that was followed already may be told of again, and the state has gone on since
        if (screen !== codec.screen || location.hash === seen) return
        seen = location.hash
        read.value = codec.read(params)
        state.value = read.value.state
      },
      write: (hash: string) => {
        // an address that someone else has changed is followed first: it may be another screen's
        if (location.hash !== seen || hash === seen) return
        history.replaceState(null, '', hash)
        seen = location.hash
      },
    }
  }, [codec])
  useEffect(() => {
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [follow])
  useSignalEffect(() => {
    const hash = formatRoute({ screen: codec.screen, params: codec.write(state.value) })
    const timer = setTimeout(() => write(hash), QUIET_MILLISECONDS)
    return () => clearTimeout(timer)
  })
  return { state, problem }
}
