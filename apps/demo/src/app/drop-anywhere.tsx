import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { bring } from './dropped.js'

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true

/** Fields take text that is dropped on them; anywhere else a browser would open it. */
function isForField({ target }: DragEvent): boolean {
  return target instanceof Element && target.closest('input:not([type=file]), textarea') !== null
}

/** Takes files that are dropped anywhere on the page, and shows while they are dragged that it does. */
export function DropAnywhere() {
  const isOver = useSignal(false)
  useEffect(() => {
    const over = (event: DragEvent) => {
      const isFiles = holdsFiles(event)
      if (!isFiles && isForField(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = isFiles ? 'copy' : 'none'
      isOver.value = isFiles
    }
    // from one element to another it stays on the page
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) isOver.value = false
    }
    const drop = (event: DragEvent) => {
      isOver.value = false
      const isFiles = holdsFiles(event)
      if (!isFiles && isForField(event)) return
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) bring(files)
    }
    const end = () => {
      isOver.value = false
    }
    const listeners = [
      ['dragenter', over],
      ['dragover', over],
      ['dragleave', leave],
      ['drop', drop],
      ['dragend', end],
      // a pointer that drags does not move: who gave up dragging outside of the page is back
      ['pointermove', end],
    ] as const
    const controller = new AbortController()
    for (const [name, listener] of listeners)
      addEventListener(name, listener as (event: Event) => void, { signal: controller.signal })
    return () => controller.abort()
  }, [isOver])
  return isOver.value ? (
    <div class="drop-hint">
      <p>
        Drop files anywhere: data to audit (JSON, XYZ, CIF, POSCAR, molecules, NumPy) or a graph (.g6, .txt,
        .edges)
      </p>
    </div>
  ) : null
}
