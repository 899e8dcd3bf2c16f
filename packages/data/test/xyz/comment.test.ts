import { InvalidFileError } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { cpuTime } from '../../../../conformance/cpu-time.js'
import { readComment } from '../../src/xyz/comment.js'

describe('comment lines that are wrong', () => {
  it.each([
    ['Properties=species:S:1:pos:R:3 properties=species:S:1:id:I:1:pos:R:3', /twice/],
    ['Lattice="4 0 0 0 5 0 0 0 6" lattice="4 0 0 0 5 0 0 0 7"', /twice/],
    ['energy=1 energy=2', /energy is given twice/],
    ['Properties', undefined],
    ['Properties species:S:1:id:I:1:pos:R:3', /must follow Properties=/],
    ['Properties:species:S:1:id:I:1:pos:R:3', /must follow Properties=/],
    ['Propertys=species:S:1:id:I:1:pos:R:3', /Propertys holds columns/],
    ['name=Properties=species:S:1:id:I:1:pos:R:3', /put a value before Properties/],
    ['name= Properties=species:S:1:id:I:1:pos:R:3', /not clear/],
    ['e=1,Properties=species:S:1:id:I:1:pos:R:3', /not clear/],
    ['name="open Properties=species:S:1:id:I:1:pos:R:3', /not closed/],
    ['Properties=species:S:1:pos:R:3 name="open', /the quotes of name are not closed/],
    ['Properties=species:S:1:pos:R:3 v=[1, 2', /v do not match/],
    ['Properties=species:S:1:pos:R:3 v=[1, 2}', /v do not match/],
    ['Properties=species:S:1:pos:R:3 v=[1,,2]', /missing/],
    ['Properties=species:S:1:pos:R:3 v=[[1, 2], [3]]', /unlike lengths/],
    ['Properties=species:S:1:pos:R:3 v=[[1, 2], 3]', /rows in brackets/],
    ['Properties=species:S:1:pos:R:3 v=[1]2', /goes on/],
    ['Properties=species:S:1:pos:R:3 e=', /e has no value/],
    ['Properties=species:S:1:pos:R:3 =3', /no key/],
    ['Properties=species:S:1:pos:R:3:pos:R:3', /twice/],
    ['Properties=species:S:1:pos:R:3:positions:R:3', /twice/],
    ['Properties=species:S:1:pos:R:3:f:R:1:f:R:1', /twice/],
    ['Properties=', /no value/],
    ['Properties="" ', /triples/],
    ['Properties=species:S:1:pos:R:3:', /triples/],
    ['Properties=species:S:1:pos:R:1e0', /triples/],
    ['Properties=Z:S:1:pos:R:3', /Z:I:1/],
    ['Lattice="1 2 3"', /nine numbers/],
    ['lattice = [[1,2,3,4,5,6,7,8,9]]', /nine numbers/],
    ['Lattice="4 0 0 0 5 0 0 0 inf"', /nine numbers/],
    ['pbc="T F"', /pbc/],
    ['pbc="1 2 0"', /pbc/],
  ] as const)('%s', (comment, message) => {
    const read = () => readComment(comment, 7)
    if (message === undefined) return expect(read().columns.map((c) => c.name)).toEqual(['species', 'pos'])
    expect(read).toThrow(message)
    expect(read).toThrow(/^line 7: /)
    expect(read).toThrow(InvalidFileError)
  })

  it('are any text where they name no columns and no cell', () => {
    for (const text of [
      '',
      'properties of water',
      'lattice constant 3.5',
      "it's",
      'x = "y',
      '[',
      '{{',
      '= 3',
      'a,b',
    ]) {
      expect(readComment(text, 2)).toMatchObject({
        properties: new Map(),
        info: new Map([['comment', text]]),
      })
    }
    expect(readComment('energy=-3.5, dipole = "0 0 1" from "tests', 2).properties).toEqual(
      new Map([
        ['energy', [-3.5]],
        ['dipole', [0, 0, 1]],
      ]),
    )
    expect(readComment('inchi=InChI=1S/H2O/h1H2 Lattice="1 0 0 0 1 0 0 0 1" done', 2).info).toEqual(
      new Map<string, unknown>([
        ['inchi', 'InChI=1S/H2O/h1H2'],
        ['done', true],
      ]),
    )
  })
})

describe('long comments', () => {
  function time(text: string): number {
    return cpuTime(() => {
      try {
        readComment(text, 2)
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidFileError)
      }
    })
  }

  /** The least of some times of each, taken in turn, so that pauses of the machine meet both and none of them counts. */
  function times(short: string, long: string): [number, number] {
    let [a, b] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    for (let k = 0; k < 10; k++) {
      for (let j = 0; j < 3; j++) a = Math.min(a, time(short))
      b = Math.min(b, time(long))
      // enough is known
      if (b < 150 * a + 10) break
    }
    return [a, b]
  }

  it.each([
    ['letters', (n: number) => 'a'.repeat(n)],
    ['words', (n: number) => 'ab '.repeat(n)],
    ['spaces', (n: number) => `a${' '.repeat(n)}b`],
    ['digits and a letter', (n: number) => `v=${'1'.repeat(n)}x`],
    ['numbers', (n: number) => `v="${'1 '.repeat(n)}x"`],
    ['spaces in quotes', (n: number) => `v="1${' '.repeat(n)}x"`],
    ['an open quote', (n: number) => `v="${'\\"'.repeat(n)}`],
    ['open brackets', (n: number) => `v=${'['.repeat(n)}`],
    ['empty rows', (n: number) => `v=[${'[1],'.repeat(n)}`],
    ['triples', (n: number) => `Properties=${'a:S:1:'.repeat(n)}`],
    ['reserved words', (n: number) => `${'pbc '.repeat(n)}"`],
    ['equals signs', (n: number) => '='.repeat(n)],
    ['pairs', (n: number) => Array.from({ length: n / 10 }, (_, i) => `k${i}=${i}`).join(' ')],
  ])('of %s take twenty times as long where they are twenty times as long, not four hundred', (_, make) => {
    const [short, long] = times(make(20_000), make(400_000))
    // a hundredth of a second for what is done once; what is kept of long ones is moved about by the collector of garbage
    expect(long).toBeLessThan(150 * short + 10)
  })
})
