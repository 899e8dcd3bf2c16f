// A reporter of mutation testing: each mutant that survives, when it does, with its line before and after; the run goes on for hours.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { root } from './workspaces.mjs'

class Survivors {
  onMutantTested({ status, fileName, location, replacement, mutatorName }) {
    if (status !== 'Survived' && status !== 'NoCoverage') return
    const { start, end } = location
    const lines = readFileSync(fileName, 'utf8')
      .split('\n')
      .slice(start.line - 1, end.line)
    const before = lines.join('\n').slice(start.column - 1, lines.length > 1 ? undefined : end.column - 1)
    const place = `${relative(root, fileName)}:${start.line}:${start.column}`
    console.log(`${status} ${place} ${mutatorName}: ${shortened(before)} → ${shortened(replacement)}`)
  }
}

function shortened(text) {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > 120 ? `${line.slice(0, 119)}…` : line
}

export const strykerPlugins = [{ kind: 'Reporter', name: 'survivors', injectableClass: Survivors }]
