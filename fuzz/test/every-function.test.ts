import * as constraints from '@buridan/constraints'
import * as core from '@buridan/core'
import * as data from '@buridan/data'
import * as dataNode from '@buridan/data/node'
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
import { EXEMPT } from '../harness/exempt.js'
import { ALL } from '../relations/index.js'
import { publicNames } from './target.js'

const roots = [Object.prototype, tf.layers.Layer.prototype, Error.prototype]
const everything = new Set(
  [permutations, graphs, geometry, groups, data, constraints, emlp, relaxed, tasks, cli, browser].flatMap(
    (module) => publicNames(module, roots),
  ),
)
const relations = Object.values(ALL).flat()
const asked = new Set(relations.flatMap(({ asks }) => asks))

it('every public function is asked otherwise, or exempt with a reason', () => {
  const missing = [...everything].filter((name) => !asked.has(name) && !EXEMPT.some(([p]) => p.test(name)))
  expect(missing).toEqual([])
})

it('relations ask public functions, each by a name of its own', () => {
  // core is what packages share: some of it is asked, none of it has to be
  // what reads files is asked where that tells more
  const known = new Set([...everything, ...publicNames(core, roots), ...publicNames(dataNode, roots)])
  expect([...asked].filter((name) => !known.has(name))).toEqual([])
  const names = relations.map(({ name }) => name)
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
})

it('exemptions exempt something that has no relation', () => {
  const idle = EXEMPT.filter(([p]) => ![...everything].some((name) => p.test(name) && !asked.has(name)))
  expect(idle.map(([p]) => p.source)).toEqual([])
})
