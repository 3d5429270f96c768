import { effectScope } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import { isText, useKeys } from './keys'

const press = (target: EventTarget, key: string, init: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  target.dispatchEvent(event)
  return event
}

describe('useKeys', () => {
  const scope = effectScope()
  afterEach(() => {
    document.body.replaceChildren()
  })

  it('leaves keys to the text that has the focus, unless the table says otherwise', () => {
    const done: string[] = []
    const area = document.createElement('textarea')
    document.body.append(area)
    scope.run(() =>
      useKeys({
        undo: () => void done.push('undo'),
        'accept-next': () => void done.push('accept-next')
      })
    )
    expect(press(area, 'z', { ctrlKey: true }).defaultPrevented).toBe(false)
    expect(press(area, 'Enter', { ctrlKey: true }).defaultPrevented).toBe(true)
    press(document.body, 'z', { ctrlKey: true })
    expect(done).toEqual(['accept-next', 'undo'])

    press(area, 'Enter', { ctrlKey: true, isComposing: true })
    expect(done).toHaveLength(2)
    scope.stop()
    press(document.body, 'z', { ctrlKey: true })
    expect(done).toHaveLength(2)
  })

  it('knows what is text', () => {
    expect(isText(document.createElement('textarea'))).toBe(true)
    expect(isText(document.createElement('select'))).toBe(true)
    expect(isText(document.createElement('button'))).toBe(false)
    expect(isText(null)).toBe(false)
  })
})
