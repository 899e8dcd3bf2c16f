import { expect } from 'vitest'
import { conformanceText } from '../../../conformance/read.js'
import { answerOf } from '../../harness/answer.js'
import { askRows } from '../../harness/conformance.js'

interface Definition {
  readonly dim: number
  readonly permutationGenerators?: number[][]
}

const definitions = JSON.parse(conformanceText('groups.json')) as Record<string, Definition>

askRows('groups.json', 'command line', {
  rows: Object.entries(definitions),
  name: ([group]) => group,
  slow: ([group]) => group === 'RubiksCube',
  async check([group, { dim, permutationGenerators }]) {
    const { size } = await answerOf('rank', { group, repIn: 'V', repOut: 'V' })
    expect(size).toBe(dim ** 2)
    if (!permutationGenerators) return
    const named = await answerOf('group', { group, members: permutationGenerators })
    const generated = await answerOf('group', { degree: dim, generators: permutationGenerators })
    expect(named).toEqual({ ...generated, contains: permutationGenerators.map(() => true) })
  },
})
