import { InvalidFileError } from '@buridan/groups'

/** A file's name, whose ending says what it is, and what is in it. */
export interface DataFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What is in a file of text. */
export function textOf({ bytes }: DataFile): string {
  return new TextDecoder().decode(bytes)
}

/** Parses, with the path before what goes wrong. */
export function named<I, O>(path: string, parse: (input: I) => O, input: I): O {
  try {
    return parse(input)
  } catch (cause) {
    if (cause instanceof InvalidFileError) throw new InvalidFileError(`${path}: ${cause.message}`, { cause })
    throw cause
  }
}
