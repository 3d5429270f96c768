/** The pressed keys that were acted on, by code, with where they were pressed. */
const acted = new Map<string, EventTarget | null>()

/**
 * A key that was acted on and is still held types nothing where the focus has gone meanwhile: its
 * repetitions are for who acted on it, or for nobody.
 */
export function keepFromTyping(event: KeyboardEvent): void {
  if (acted.size === 0) {
    window.addEventListener('keydown', onKeydown, true)
    window.addEventListener('keyup', onKeyup, true)
    window.addEventListener('blur', release)
  }
  if (!event.repeat) acted.set(event.code, event.target)
}

function onKeydown(event: KeyboardEvent): void {
  if (!event.repeat) {
    // Pressed anew: that it was let go of went elsewhere.
    forget(event.code)
    return
  }
  const from = acted.get(event.code)
  if (from === undefined || from === event.target) return
  // Behind all that listen for the key now.
  window.addEventListener('keydown', (repeated) => repeated.preventDefault(), { once: true })
}

const onKeyup = ({ code }: KeyboardEvent): void => forget(code)
const release = (): void => [...acted.keys()].forEach(forget)

function forget(code: string): void {
  if (!acted.delete(code) || acted.size > 0) return
  window.removeEventListener('keydown', onKeydown, true)
  window.removeEventListener('keyup', onKeyup, true)
  window.removeEventListener('blur', release)
}
