import { useSignal } from '@preact/signals'

/** How long it says that it was done. */
const TOLD_MILLISECONDS = 2000

/** Takes the address, which holds all that is seen, to the clipboard, or to what a phone shares with. */
export function Share() {
  const told = useSignal('')
  const share = async () => {
    try {
      if (navigator.share && matchMedia('(pointer: coarse)').matches)
        await navigator.share({ title: document.title, url: location.href })
      else {
        await navigator.clipboard.writeText(location.href)
        told.value = 'copied'
      }
    } catch (error) {
      // who closes the sheet has not been refused anything
      if (!(error instanceof DOMException && error.name === 'AbortError'))
        told.value = 'copy it from the address bar'
    }
    setTimeout(() => (told.value = ''), TOLD_MILLISECONDS)
  }
  return (
    <p class="share">
      <span role="status" class="quiet">
        {told.value}
      </span>{' '}
      <button type="button" onClick={() => void share()}>
        share
      </button>
    </p>
  )
}
