import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where files of these tests go; the test that asks them removes it. */
export const folder = await mkdtemp(join(tmpdir(), 'buridan-contract-'))
