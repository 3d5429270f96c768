import { afterEach, describe, expect, it } from 'vitest'
import { unsavedTexts } from './unsaved-texts'

const entry = (imageId: number, text: string) => ({ imageId, captionId: 1, version: 2, text })

describe('unsavedTexts', () => {
  afterEach(() => localStorage.clear())

  it('keeps texts by library until they are stored', () => {
    const unsaved = unsavedTexts('/a')
    unsaved.keep('caption-1', entry(5, 'Một'))
    unsaved.keep('caption-2', entry(5, 'Hai'))
    unsaved.keep('caption-3', entry(6, 'Ba'))
    expect(unsavedTexts('/a').get('caption-2')?.text).toBe('Hai')
    expect(unsavedTexts('/b').images()).toEqual([])
    unsaved.keep('caption-1', null)
    expect(unsaved.ofImage(5).map(([key]) => key)).toEqual(['caption-2'])
    expect(unsaved.images()).toEqual([5, 6])
    unsaved.keep('caption-2', null)
    unsaved.keep('caption-3', null)
    expect(localStorage.length).toBe(0)
  })

  it('does not trip over what something else has stored', () => {
    localStorage.setItem('viecap:unsaved:/a', '{"caption-1": {"imageId": "five"}}')
    expect(unsavedTexts('/a').images()).toEqual([])
    localStorage.setItem('viecap:unsaved:/a', '{')
    expect(unsavedTexts('/a').get('caption-1')).toBeUndefined()
  })
})
