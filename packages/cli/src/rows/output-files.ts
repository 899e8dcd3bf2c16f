/** Files that options name, which an answer goes to beside; never named by a row. */
export type OutputFiles = Readonly<Record<string, string>>
