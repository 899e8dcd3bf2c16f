/** The path of a Chromium; installs Debian's where there is none and we may. */
export function chromiumPath(): string
export const CHROMIUM_FLAGS: string[]
