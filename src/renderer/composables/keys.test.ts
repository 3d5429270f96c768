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

  it('types nothing by a key that has moved the focus into a text, held or not', () => {
    const scope = effectScope()
    const grid = document.createElement('div')
    grid.tabIndex = 0
    const area = document.createElement('textarea')
    document.body.append(grid, area)
    let opened = 0
    scope.run(() =>
      useKeys(
        {
          'grid-open': () => {
            opened += 1
            area.focus()
          }
        },
        grid
      )
    )
    const enter = { code: 'Enter' }
    expect(press(grid, 'Enter', enter).defaultPrevented).toBe(true)
    expect(document.activeElement).toBe(area)
    expect(press(area, 'Enter', { ...enter, repeat: true }).defaultPrevented).toBe(true)
    // Another key is text, and so is this one when it is pressed again.
    expect(press(area, 'c', { code: 'KeyC' }).defaultPrevented).toBe(false)
    area.dispatchEvent(new KeyboardEvent('keyup', { key: 'Enter', ...enter, bubbles: true }))
    expect(press(area, 'Enter', enter).defaultPrevented).toBe(false)
    expect(press(area, 'Enter', { ...enter, repeat: true }).defaultPrevented).toBe(false)
    expect(opened).toBe(1)
    scope.stop()
  })

  it('goes on moving while a key is held, and decides once', () => {
    const scope = effectScope()
    const first = document.createElement('textarea')
    const second = document.createElement('textarea')
    document.body.append(first, second)
    const done: string[] = []
    scope.run(() =>
      useKeys({
        next: () => {
          done.push('next')
          second.focus()
        },
        skip: () => void done.push('skip')
      })
    )
    const right = { code: 'ArrowRight', altKey: true }
    press(first, 'ArrowRight', right)
    expect(press(second, 'ArrowRight', { ...right, repeat: true }).defaultPrevented).toBe(true)
    press(second, 'k', { code: 'KeyK', ctrlKey: true })
    const held = press(second, 'k', { code: 'KeyK', ctrlKey: true, repeat: true })
    expect(held.defaultPrevented).toBe(true)
    expect(done).toEqual(['next', 'next', 'skip'])
    scope.stop()
  })

  it('undoes by the library in a text that it records, and by the text itself elsewhere', () => {
    const scope = effectScope()
    const own = document.createElement('textarea')
    const recorded = document.createElement('textarea')
    recorded.dataset['recorded'] = ''
    document.body.append(own, recorded)
    let undone = 0
    scope.run(() => useKeys({ undo: () => void (undone += 1) }))
    expect(press(own, 'z', { ctrlKey: true }).defaultPrevented).toBe(false)
    expect(undone).toBe(0)
    expect(press(recorded, 'z', { ctrlKey: true }).defaultPrevented).toBe(true)
    expect(undone).toBe(1)
    scope.stop()
  })

  it('knows what is text', () => {
    expect(isText(document.createElement('textarea'))).toBe(true)
    expect(isText(document.createElement('select'))).toBe(true)
    expect(isText(document.createElement('button'))).toBe(false)
    expect(isText(null)).toBe(false)
  })
})
