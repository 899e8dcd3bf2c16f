import { ALL } from '../relations/index.js'
import { EXEMPT } from './exempt.js'
import type { Known } from './known.js'
import type { Relation } from './relation.js'

/** The relations by room and function, what is exempt, and what is known to fail, as Markdown. */
export function listOf(known: Known): string {
  const count = Object.values(ALL).flat().length
  return [
    '# Relations',
    '',
    `${count} relations: public functions, and the ways in which each is asked again. Written by \`npm run relations\`.`,
    ...Object.entries(ALL).flatMap(([room, relations]) => ['', `## ${room}`, '', ...byFunction(relations)]),
    '',
    '## Exempt',
    '',
    ...EXEMPT.map(([pattern, reason]) => `- \`${pattern.source}\`: ${reason}`),
    '',
    '## Known to fail',
    '',
    ...counted(known),
    '',
  ].join('\n')
}

function byFunction(relations: readonly Relation[]): string[] {
  const ways = new Map<string, string[]>()
  for (const { name, asks } of relations) {
    const way = name.slice(name.indexOf(': ') + 2)
    for (const asked of asks) ways.set(asked, [...(ways.get(asked) ?? []), way])
  }
  return [...ways]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([asked, list]) => `- \`${asked}\`: ${list.join('; ')}`)
}

function counted({ relations, conformance }: Known): string[] {
  const rows = conformance.reduce((sum, k) => sum + k.rows.length, 0)
  return [
    `${relations.length} relations and ${rows} rows of conformance files, by name in [known.json](known.json):`,
    '',
    ...relations.map(({ name, why }) => `- ${name}: ${why}`),
    ...conformance.map(({ runner, why, rows }) => `- ${runner}, ${rows.length} rows: ${why}`),
  ]
}
