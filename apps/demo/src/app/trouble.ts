import { signal } from '@preact/signals'

/** What went wrong where no screen has a place for it, and who says so: it stands until that goes well, or another screen is opened. */
export const trouble = signal<{ readonly of: symbol; readonly text: string } | undefined>(undefined)

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
