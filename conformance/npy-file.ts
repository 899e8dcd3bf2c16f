/** A NumPy file as numpy.save writes it, C order, little-endian; kinds `<f8`, `<f4` and `<i4`. */
export function npyFile(shape: readonly number[], values: readonly number[], kind = '<f8', version = 1): Buffer {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const start = version === 1 ? 10 : 12
  let header = `{'descr': '${kind}', 'fortran_order': False, 'shape': ${tuple}, }`
  header = header.padEnd(Math.ceil((start + header.length + 1) / 64) * 64 - start - 1, ' ')
  const head = Buffer.alloc(start)
  head.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0])
  if (version === 1) head.writeUInt16LE(header.length + 1, 8)
  else head.writeUInt32LE(header.length + 1, 8)
  const data =
    kind === '<f8'
      ? new Float64Array(values)
      : kind === '<f4'
        ? new Float32Array(values)
        : Int32Array.from(values)
  return Buffer.concat([head, Buffer.from(`${header}\n`, 'latin1'), Buffer.from(data.buffer)])
}
