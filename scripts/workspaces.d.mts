export declare const root: string
export declare const packages: readonly string[]
export declare const workspaces: readonly string[]
export declare function manifestOf(folder: string): { readonly [key: string]: unknown }
export declare function dependenciesOf(folder: string): string[]
