import { readdirSync, readFileSync } from 'node:fs'
import { packages } from '../../scripts/workspaces.mjs'

/** The public properties of classes by their names, from the reports of the packages' interfaces. */
export const publicMembers: ReadonlyMap<string, readonly string[]> = new Map(
  packages.flatMap((name) => {
    const folder = new URL(`../../packages/${name}/etc/`, import.meta.url)
    return readdirSync(folder).flatMap((file) => membersIn(readFileSync(new URL(file, folder), 'utf8')))
  }),
)

function membersIn(report: string): [string, string[]][] {
  return [...report.matchAll(/^export (?:abstract )?class (\w+)[^\n]*\{\n([\s\S]*?)^\}/gm)].map(
    ([, name, body]) => [
      name!,
      [
        ...body!
          .replace(/ {4}\/\/ @internal.*\n.*\n/g, '')
          .matchAll(/^ {4}(?:readonly |get |abstract |protected )*(\w+)(?:\(\))?\??: /gm),
      ]
        .map(([, member]) => member!)
        .filter((member) => member !== 'name' || !/Error$/.test(name!)),
    ],
  )
}

/** The names of public properties of a value: its own where it is a plain object, of its class else. */
export function membersOf(value: object): readonly string[] {
  const prototype = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === null) return Object.keys(value)
  for (let p = prototype; p && p !== Object.prototype; p = Object.getPrototypeOf(p)) {
    const members = publicMembers.get(p.constructor.name)
    if (members) return [...members, ...(publicMembers.get(Object.getPrototypeOf(p)?.constructor.name) ?? [])]
  }
  return []
}
