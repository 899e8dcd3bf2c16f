import './style.css'
import { choose, patternFromHash, VALUES, viewOf } from './square.js'

const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T
const COLOURS = ['var(--value-0)', 'var(--value-1)', 'var(--value-2)']

let pattern = patternFromHash(location.hash)
let presses = 0

/** Corner buttons, clockwise from the top left, as the group acts on them. */
const buttons = [0, 1, 2, 3].map((i) => {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = `corner corner-${i}`
  button.addEventListener('click', () => {
    pattern = pattern.map((v, k) => (k === i ? (v + 1) % VALUES : v))
    history.replaceState(null, '', `#${pattern.join('')}`)
    show()
  })
  element('square').append(button)
  return button
})

element('choose').addEventListener('click', () => {
  presses++
  const tally = choose(pattern, 100, presses)
  element('tally').textContent = `100 samples: ${tally
    .map((n, i) => (n > 0 ? `corner ${i}: ${n}` : ''))
    .filter(Boolean)
    .join(', ')}`
  const last = choose(pattern, 1, presses + 1000)
  buttons.forEach((button, i) => {
    button.classList.toggle('chosen', last[i]! > 0)
  })
})

addEventListener('hashchange', () => {
  pattern = patternFromHash(location.hash)
  show()
})

function show(): void {
  const view = viewOf(pattern)
  buttons.forEach((button, i) => {
    button.style.background = COLOURS[pattern[i]!]!
    button.textContent = String(pattern[i])
    button.setAttribute('aria-label', `corner ${i}, value ${pattern[i]}`)
    button.classList.remove('chosen')
  })
  element('tally').textContent = ''
  element('order').textContent = `${view.order} of 8 symmetries leave it unmoved (${view.orbitType})`
  element('strict').textContent =
    `Asked to mark a largest corner, an equivariant network can only answer ${view.strict.map((v) => Number(v.toFixed(2))).join(', ')}.`
  element('broken').textContent =
    `Relaxed equivariance marks corner ${view.outcomes.join(' or ')}${view.outcomes.length > 1 ? ', each equally often' : ''}.`
  element('elements').replaceChildren(
    ...view.stabilizer.map(({ images, cycles }) => {
      const item = document.createElement('li')
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = cycles
      for (const event of ['mouseenter', 'focus']) button.addEventListener(event, () => move(images))
      for (const event of ['mouseleave', 'blur']) button.addEventListener(event, () => move([0, 1, 2, 3]))
      item.append(button)
      return item
    }),
  )
}

/** Corners of the unit square, clockwise from the top left. */
const AT = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const

/** Moves every corner to where a symmetry sends it. */
function move(images: readonly number[]): void {
  buttons.forEach((button, i) => {
    const [from, to] = [AT[i]!, AT[images[i]!]!]
    button.style.translate = `calc(${to[0] - from[0]} * var(--side)) calc(${to[1] - from[1]} * var(--side))`
  })
}

show()
