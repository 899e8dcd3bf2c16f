import { InvalidArgumentError, InvalidFileError } from '@buridan/groups'
import { describe, expect, it } from 'vitest'
import { parseJsonLines, parseJsonObject } from '../../src/index.js'

describe('JSON lines', () => {
  it('are objects, with line ends of any system, empty lines and a byte order mark', () => {
    const text = '\ufeff{"a":1}\r\n\n  \r\n {"a":[2]} \n{"a":{}}'
    expect(parseJsonLines(text)).toEqual([{ a: 1 }, { a: [2] }, { a: {} }])
    expect(parseJsonLines(' \n')).toEqual([])
  })

  it('are refused with the line, or left out', () => {
    for (const bad of ['[1]', '1', 'null', '"a"', '{"a":1', '{"a":1}}']) {
      const text = `{"a":1}\n\n${bad}\n{"a":2}\n`
      expect(() => parseJsonLines(text), bad).toThrow(InvalidFileError)
      expect(() => parseJsonLines(text), bad).toThrow(/^line 3: the row is not/)
      const places: number[] = []
      const rows = parseJsonLines(text, { onError: (_, index) => places.push(index) })
      expect([rows, places]).toEqual([[{ a: 1 }, { a: 2 }], [1]])
      expect(() => parseJsonObject(bad), bad).toThrow(InvalidArgumentError)
    }
  })

  it('are refused where a key is given twice, with the key and the line', () => {
    const text = '{"x":[1],"y":1}\n{"x":[1],"y":1,"\\u0079":2}\n'
    expect(() => parseJsonLines(text)).toThrow(InvalidFileError)
    expect(() => parseJsonLines(text)).toThrow(/^line 2: the row gives the key "y" twice/)
    expect(() => parseJsonObject('{"id":1,"id":1}')).toThrow(InvalidFileError)
  })
})
