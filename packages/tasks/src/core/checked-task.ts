import { arrayOf, finiteVector, numberIn, objectOf, shown, stringOf } from '@buridan/core'
import { InvalidArgumentError, representationOf } from '@buridan/groups'
import type { Task } from '../task.js'

/** Refuses what is no task, field by field: tasks of one's own are made by hand. O(rows). */
export function checkedTask(task: Task): Task {
  const { name, scoredOn, repIn, repOut, relaxation, x, y, test, loss } = objectOf(task, 'a task')
  stringOf(name, 'the name of a task')
  if (scoredOn !== undefined && !/^(training|unseen) samples/.test(stringOf(scoredOn, 'scoredOn'))) {
    throw new InvalidArgumentError(
      `scoredOn is ${shown(scoredOn)}; it must begin with “training samples” or “unseen samples”`,
    )
  }
  const [from, to] = [representationOf(repIn, 'repIn'), representationOf(repOut, 'repOut')]
  if (relaxation !== 'relaxed' && relaxation !== 'breaking-input') {
    throw new InvalidArgumentError(`relaxation is ${shown(relaxation)}; it must be relaxed or breaking-input`)
  }
  if (typeof loss !== 'function')
    throw new InvalidArgumentError(`loss is ${shown(loss)}; it must be a function`)
  arrayOf(x, 'x').forEach((row, i) => {
    finiteVector(row, from.dim, `x[${i}]`)
  })
  if (y !== null) {
    arrayOf(y, 'y').forEach((row, i) => {
      finiteVector(row, to.dim, `y[${i}]`)
    })
  }
  for (const check of arrayOf(test, 'test')) {
    const { x: at, score } = objectOf(check, 'a check point')
    finiteVector(at, from.dim, 'the input of a check point')
    if (typeof score !== 'function')
      throw new InvalidArgumentError(`a score is ${shown(score)}; it must be a function of an answer`)
  }
  checkFigures(task)
  return task
}

function checkFigures({ floor, optimum, scale, epochs, layers, learningRate }: Task): void {
  for (const [value, what] of [
    [floor, 'floor'],
    [optimum, 'optimum'],
    [layers, 'layers'],
  ] as const) {
    numberIn(value, -Number.MAX_VALUE, Number.MAX_VALUE, what)
  }
  numberIn(scale, Number.MIN_VALUE, Number.MAX_VALUE, 'scale')
  numberIn(learningRate, Number.MIN_VALUE, Number.MAX_VALUE, 'learningRate')
  for (const count of [objectOf(epochs, 'epochs').quick, epochs.full]) numberIn(count, 1, 1e9, 'epochs')
}
