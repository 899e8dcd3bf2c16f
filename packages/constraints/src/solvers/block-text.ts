import type { AnyRepresentation } from '@buridan/groups'

/** The longest text of a representation in a message; those of own matrices have thousands of characters. */
const LONGEST = 60

/** A pair of representations for a message. */
export function blockText(repIn: AnyRepresentation, repOut: AnyRepresentation): string {
  return `${short(repIn.text)} → ${short(repOut.text)}`
}

function short(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
}
