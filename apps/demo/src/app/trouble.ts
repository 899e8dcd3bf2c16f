import { signal } from '@preact/signals'

/** What went wrong where no screen has a place for it; the page shows it until another screen is opened. */
export const trouble = signal<string | undefined>(undefined)

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
