import { deflateRawSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { kindsOf, npyOf, READ } from './npy.js'

/** How a file is put into an archive. */
export interface ZipSpelling {
  readonly isPacked: boolean
  /** Whether its sizes stand behind the data, as programs write that cannot go back. */
  readonly isPiped: boolean
  /** Whether its sizes are of 64 bits. */
  readonly isLong: boolean
}

/** Rows of small numbers as NumPy files, by names, and how they are put into an archive. */
export const archives = fc.record({
  arrays: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('x', 'y', 'z.npy', '__proto__', 'a/b', 'größe'),
      kind: kindsOf(READ),
      rows: fc.integer({ min: 1, max: 6 }).chain((width) =>
        fc.array(fc.array(fc.nat(100), { minLength: width, maxLength: width }), {
          minLength: 1,
          maxLength: 4,
        }),
      ),
      how: fc.record({ isPacked: fc.boolean(), isPiped: fc.boolean(), isLong: fc.boolean() }),
    }),
    { selector: ({ name }) => name, maxLength: 4 },
  ),
  comment: fc.constantFrom('', 'a comment', 'PK\x05\x06'),
  isLong: fc.boolean(),
})

type Archive = typeof archives extends fc.Arbitrary<infer T> ? T : never

/** The archive as a zip file. */
export function npzOf({ arrays, comment, isLong }: Archive): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, kind, rows, how } of arrays) {
    const { local, central } = entry(`${name}.npy`, npyOf(rows, kind), how, offset)
    parts.push(local)
    directory.push(central)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.concat(ends(arrays.length, list.length, offset, isLong))
  end.writeUInt16LE(Buffer.byteLength(comment), end.length - 2)
  return Buffer.concat([...parts, list, end, Buffer.from(comment)])
}

function entry(name: string, bytes: Uint8Array, { isPacked, isPiped, isLong }: ZipSpelling, offset: number) {
  const packed = isPacked ? deflateRawSync(bytes) : Buffer.from(bytes)
  // the check sum of gzip is that of zip
  const crc = gzipSync(bytes).readUInt32LE(gzipSync(bytes).length - 8)
  const text = Buffer.from(name)
  const fields = (size: number, packedSize: number, sum: number) =>
    numbers(
      [2, 45],
      [2, (isPiped ? 8 : 0) | 0x800],
      [2, isPacked ? 8 : 0],
      [2, 0],
      [2, 33],
      [4, sum],
      [4, packedSize],
      [4, size],
    )
  const long = isLong
    ? numbers([2, 1], [2, 24], [8, bytes.length], [8, packed.length], [8, offset])
    : Buffer.alloc(0)
  const all = 0xffffffff
  const sizes = isLong ? fields(all, all, crc) : fields(bytes.length, packed.length, crc)
  return {
    local: Buffer.concat([
      numbers([4, 0x04034b50]),
      isPiped ? fields(0, 0, 0) : fields(bytes.length, packed.length, crc),
      numbers([2, text.length], [2, 0]),
      text,
      packed,
      ...(isPiped ? [numbers([4, 0x08074b50], [4, crc], [4, packed.length], [4, bytes.length])] : []),
    ]),
    central: Buffer.concat([
      numbers([4, 0x02014b50], [2, 45]),
      sizes,
      numbers([2, text.length], [2, long.length], [2, 0], [2, 0], [2, 0], [4, 0], [4, isLong ? all : offset]),
      text,
      long,
    ]),
  }
}

function ends(count: number, size: number, start: number, isLong: boolean): Buffer[] {
  const all = 0xffffffff
  const end = (n: number, s: number, at: number) =>
    numbers([4, 0x06054b50], [2, 0], [2, 0], [2, n], [2, n], [4, s], [4, at], [2, 0])
  if (!isLong) return [end(count, size, start)]
  return [
    numbers(
      [4, 0x06064b50],
      [8, 44],
      [2, 45],
      [2, 45],
      [4, 0],
      [4, 0],
      [8, count],
      [8, count],
      [8, size],
      [8, start],
    ),
    numbers([4, 0x07064b50], [4, 0], [8, start + size], [4, 1]),
    end(0xffff, all, all),
  ]
}

/** Little-endian numbers, each with its bytes. */
function numbers(...list: readonly (readonly [2 | 4 | 8, number])[]): Buffer {
  return Buffer.concat(
    list.map(([size, value]) => {
      const out = Buffer.alloc(size)
      if (size === 8) out.writeBigUInt64LE(BigInt(value))
      else out.writeUIntLE(value, 0, size)
      return out
    }),
  )
}
