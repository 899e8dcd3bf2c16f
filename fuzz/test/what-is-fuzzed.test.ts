import * as constraints from '@buridan/constraints'
import * as data from '@buridan/data'
import * as emlp from '@buridan/emlp'
import * as geometry from '@buridan/geometry'
import * as graphs from '@buridan/graphs'
import * as groups from '@buridan/groups'
import * as permutations from '@buridan/permutations'
import * as relaxed from '@buridan/relaxed'
import * as tasks from '@buridan/tasks'
import * as tf from '@tensorflow/tfjs'
import * as cli from 'buridan'
import * as browser from 'buridan/browser'
import { expect, it } from 'vitest'
import { targets } from './fuzz-all.js'
import { publicNames } from './target.js'
import { UNCHECKED } from './unchecked.js'

it('every public function and method is fuzzed, or unchecked on purpose', () => {
  const fuzzed = new Set(targets.map(({ name }) => name.replace(/^[a-z]+: /, '').replace(/ .*$/, '')))
  const roots = [Object.prototype, tf.layers.Layer.prototype, Error.prototype]
  const missing = [
    permutations,
    graphs,
    geometry,
    groups,
    data,
    constraints,
    emlp,
    relaxed,
    tasks,
    cli,
    browser,
  ]
    .flatMap((module) => publicNames(module, roots))
    .filter((name) => !fuzzed.has(name) && !UNCHECKED.some((pattern) => pattern.test(name)))
  expect([...new Set(missing)]).toEqual([])
})
