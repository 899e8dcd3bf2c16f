import { expect } from 'vitest'
import { conformanceText } from '../../../../conformance/read.js'
import { runCli } from '../run-cli.js'
import { answer, kept, refused, type Sentence } from './sentence.js'

/** The dimension of the equivariant maps of V to itself, and of V: what `rank` knows of a group by its name. */
async function dimensions(group: string): Promise<unknown> {
  const { rank, size } = await answer(['rank', '--group', group, '--in', 'V', '--out', 'V'])
  return [rank, size]
}

async function orderOf(group: string): Promise<unknown> {
  return (await answer(['group', '--group', group])).order
}

export const texts: readonly Sentence[] = [
  kept(
    '**Groups** in text: names as in `conformance/groups.json` (`S(5)`, `Z(8)`, `C(4)` and `D(4)` acting on the plane, `SO(3)`, `O13`, `Sp(2)`, `RubiksCube`, …),',
    async () => {
      const names = Object.keys(JSON.parse(conformanceText('groups.json')) as object)
      expect(names.length).toBeGreaterThan(10)
      for (const name of names) {
        const { code, err } = await runCli(['rank', '--group', name, '--in', 'V', '--out', 'V'])
        expect([name, code, err]).toEqual([name, 0, ''])
      }
      for (const [group, size] of [
        ['S(5)', 25],
        ['Z(8)', 64],
        ['C(4)', 4],
        ['D(4)', 4],
        ['SO(3)', 9],
        ['O13', 16],
        ['Sp(2)', 16],
      ] as const)
        expect([group, ((await dimensions(group)) as number[])[1]]).toEqual([group, size])
    },
  ),
  kept(
    'also `A(n)`, `Dih(n)` on n points, `B(n)` signed permutations, Schoenflies names in either case (`Oh`, `oh`, `C2v`, `c2v`) and Hermann–Mauguin names of point groups on ℝ³,',
    async () => {
      for (const [group, order] of [
        ['A(5)', 60],
        ['Dih(5)', 10],
        ['B(3)', 48],
        ['Oh', 48],
        ['oh', 48],
        ['C2v', 4],
        ['c2v', 4],
        ['m-3m', 48],
        ['4/mmm', 16],
        ['mm2', 4],
        ['-43m', 24],
        ['6/m', 12],
      ] as const)
        expect([group, await orderOf(group)]).toEqual([group, order])
      for (const name of ['Oh', 'm-3m']) expect(await dimensions(name)).toEqual([1, 9])
    },
  ),
  kept(
    '`SO(1,3)`-style synonyms, `AxB` or `A×B` direct products, `A wr B`, `perm[[1,2,0],[1,0,2]]` by 0-based images or `perm[(0 1 2),(0 1)]` by cycles, `grid(h,w)` with a symmetry (`Dih(4) on grid(5,5)`, `Z(5)xZ(5) on grid(5,5)`, `p4m on grid(6,6)`), `… x flip`.',
    async () => {
      expect(await dimensions('SO(1,3)')).toEqual(await dimensions('SO13'))
      for (const [group, order] of [
        ['S(3)xZ(2)', 12],
        ['S(3)×Z(2)', 12],
        ['Z(2) wr S(3)', 48],
        ['perm[[1,2,0],[1,0,2]]', 6],
        ['perm[(0 1 2),(0 1)]', 6],
        ['Dih(4) on grid(5,5)', 8],
        ['Z(5)xZ(5) on grid(5,5)', 25],
        ['p4m on grid(6,6)', 288],
        ['Dih(4) on grid(5,5) x flip', 16],
      ] as const)
        expect([group, await orderOf(group)]).toEqual([group, order])
    },
  ),
  kept('`S5`, `SO3`, `D_4` are understood or answered by "did you mean".', async () => {
    for (const [written, meant] of [
      ['S5', 'S(5)'],
      ['SO3', 'SO(3)'],
      ['D_4', 'D(4)'],
    ] as const) {
      const { code, out, err } = await runCli(['rank', '--group', written, '--in', 'V', '--out', 'V'])
      const right = await runCli(['rank', '--group', meant, '--in', 'V', '--out', 'V'])
      if (code === 0) expect(out.split('\n')[0]).toBe(right.out.split('\n')[0])
      else expect([code, err]).toEqual([2, expect.stringContaining(`did you mean ${meant}`)])
    }
  }),
  kept('What an output names, an option takes.', async () => {
    const water = [
      '--elements',
      '["O","H","H"]',
      '--positions',
      '[[0,0,0.12],[0,0.76,-0.48],[0,-0.76,-0.48]]',
    ]
    const vector = ['--rep', 'V', '--x', '[0,0,1]']
    const names = [
      (await answer(['point-group', ...water])).pointGroup,
      (await answer(['stabilizer', '--group', 'O(3)', ...vector])).name,
      (await answer(['stabilizer', '--group', 'SO(3)', ...vector])).name,
      (await answer(['stabilizer', '--group', 'Oh', ...vector])).name,
      (await answer(['stabilizer', '--group', 'S(5)', '--rep', 'V', '--x', '[1,1,1,2,2]'])).name,
      (await answer(['stabilizer', '--group', 'Dih(6)', '--rep', 'V', '--x', '[1,0,1,0,1,0]'])).name,
    ]
    expect(names).toEqual(['c2v', 'c∞v', 'c∞', 'c4v', 'S(3)xZ(2)', 'Dih(3)'])
    for (const name of names) {
      const rep = String(name).includes('x') ? 'V_a' : 'V'
      const { code, err } = await runCli(['rank', '--group', String(name), '--in', rep, '--out', rep])
      expect([name, code, err]).toEqual([name, 0, ''])
    }
  }),
  kept(
    '**Representations** in text: `V`, `V*`, `T(p,q)`, `Sym(V,2)`, `Alt(V,2)`, `+`, `*` (tensor, or a number of copies), `^`, parentheses, `V_a`/`V_b` for the factors of a product, `R` regular;',
    async () => {
      for (const [group, rep, dim] of [
        ['SO(3)', 'V', 3],
        ['O13', 'V*', 4],
        ['O13', 'T(1,1)', 16],
        ['S(4)', 'Sym(V,2)', 10],
        ['SO(3)', 'Alt(V,2)', 3],
        ['S(4)', 'V+2*V', 12],
        ['S(4)', 'V*V', 16],
        ['S(4)', 'V^3', 64],
        ['S(4)', '(V+T(0))*V', 20],
        ['SO(3)xS(4)', 'V_a*V_b', 12],
        ['S(4)', 'R', 24],
      ] as const) {
        const { size } = await answer(['rank', '--group', group, '--in', rep, '--out', 'T(0)'])
        expect([rep, size]).toEqual([rep, dim])
      }
    },
  ),
  kept('of O(3) also `pseudo` (det) and `axial` (det·V).', async () => {
    for (const [repIn, repOut, rank] of [
      ['V', 'V', 1],
      ['axial', 'axial', 1],
      ['V', 'axial', 0],
      ['T(0)', 'pseudo', 0],
      ['pseudo', 'pseudo', 1],
      ['V*axial', 'pseudo', 1],
      ['V*V', 'axial', 1],
    ] as const) {
      const found = await answer(['rank', '--group', 'O(3)', '--in', repIn, '--out', repOut])
      expect([repIn, repOut, found.rank]).toEqual([repIn, repOut, rank])
    }
  }),
  kept('What cannot be parsed is refused with the column where it went wrong.', async () => {
    for (const [option, text, column] of [
      ['--group', 'S(5', 4],
      ['--group', 'S(3) y', 6],
      ['--in', 'V+Q', 3],
      ['--in', 'V*(V+V', 7],
      ['--in', 'V V', 3],
    ] as const) {
      const args = { '--group': 'S(3)', '--in': 'V', '--out': 'V', [option]: text }
      const { code, err } = await refused(['rank', ...Object.entries(args).flat()])
      expect([text, code, err]).toEqual([
        text,
        2,
        expect.stringMatching(new RegExp(`${option}: .* at column ${column} of`)),
      ])
    }
  }),
]
