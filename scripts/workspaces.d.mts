export declare const root: string
export declare const packages: readonly string[]
export declare const workspaces: readonly string[]
export declare const alone: readonly string[]

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, unknown>>
  readonly files: readonly string[]
  readonly scripts: Readonly<Record<string, string>>
}
export declare function manifestOf(folder: string): Manifest
export declare function dependenciesOf(folder: string): string[]
