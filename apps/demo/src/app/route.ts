/** The screens of the page, in the order of its navigation. */
export const SCREENS = ['square', 'landau', 'graphs', 'data', 'maps'] as const
/** A screen's name, as the address has it. */
export type Screen = (typeof SCREENS)[number]

/** Where the page is: a screen and what it shows. */
export interface Route {
  readonly screen: Screen
  readonly params: URLSearchParams
}

/** Reads `#screen?name=value&…`; anything that is none is the first screen as it comes. */
export function parseRoute(hash: string): Route {
  const [name, query] = hash.replace(/^#\/?/, '').split('?', 2) as [string, string?]
  const screen = SCREENS.find((s) => s === name)
  return screen
    ? { screen, params: new URLSearchParams(query ?? '') }
    : { screen: SCREENS[0], params: new URLSearchParams() }
}

/** The address of a screen that shows something; what is as it comes is left out by the caller. */
export function formatRoute({ screen, params }: Route): string {
  const query = params.toString()
  return `#${screen}${query ? `?${query}` : ''}`
}
