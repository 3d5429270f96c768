import { describe, expect, it } from 'vitest'
import { planDrop } from './plan-drop'

const image = (path: string) => ({ path, kind: 'image' as const })
const file = (path: string) => ({ path, kind: 'file' as const })
const folder = (path: string) => ({ path, kind: 'folder' as const })

describe('what was dropped on the window', () => {
  it('is opened where it is a library', () => {
    expect(planDrop([{ path: '/l', kind: 'library' }])).toEqual({ what: 'open', path: '/l' })
  })

  it.each([[folder('/photos')], [file('/captions.json')], [image('/photos/a.jpg')]])(
    'is imported where it is one folder, file or image: %j',
    (one) => {
      const wanted = { path: one.path, names: null }
      expect(planDrop([one])).toEqual({ what: 'import', wanted })
    }
  )

  it('is imported together where it is images of one folder, with the texts beside them', () => {
    const dropped = [image('/p/a.jpg'), file('/p/a.txt'), image('/p/b.jpg')]
    const wanted = { path: '/p', names: ['a.jpg', 'b.jpg'] }
    expect(planDrop(dropped)).toEqual({ what: 'import', wanted })
    const onWindows = [image('C:\\p\\a.jpg'), image('C:\\p\\b.jpg')]
    expect(planDrop(onWindows)).toMatchObject({ wanted: { path: 'C:\\p' } })
    const onTop = [image('/a.jpg'), image('/b.jpg'), image('/c.jpg')]
    expect(planDrop(onTop)).toMatchObject({ wanted: { path: '/' } })
  })

  it('is one import where it is both sides of sentence pairs', () => {
    const wanted = { path: '/p/train.en', names: null }
    expect(planDrop([file('/p/train.en'), file('/p/train.vi')])).toEqual({ what: 'import', wanted })
  })

  it.each([
    [[{ path: '/x', kind: 'missing' as const }], 'missing'],
    [[], 'missing'],
    [[image('/p/a.jpg'), image('/q/b.jpg')], 'oneFolder'],
    [[file('/a.json'), file('/b.json')], 'oneFile'],
    [[folder('/p'), folder('/q')], 'oneFile'],
    [[image('/p/a.jpg'), file('/p/captions.json')], 'oneFile']
  ])('is refused otherwise: %j', (dropped, why) => {
    expect(planDrop(dropped)).toEqual({ what: 'refused', why })
  })
})
