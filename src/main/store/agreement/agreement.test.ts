import { expect, it } from 'vitest'
import { addImages, tempLibrary } from '../../../../test/fixtures/temp-library'
import { only } from '../../../../test/fixtures/temp-library'
import { imageHistory } from '../captions/caption-history'
import { listCaptions, saveCaption, setCaptionStatus } from '../captions/captions'
import { setReviewers, setReviewSettings } from '../captions/review-rule'
import { undoInSteps } from '../core/undo'
import { pageImages } from '../search/image-listing'
import { adjudicate } from './adjudicate'
import { adjudicationItem, contestedImages } from './contested'
import { scanJudgements, scanPeopleCaptions } from './people-captions'

/** Lan and Minh agree on `a.jpg`, differ on `b.jpg` and have nothing in common on `c.jpg`; Lan alone has `d.jpg`. */
function scene() {
  const library = tempLibrary()
  const { read, write } = library
  const names = { 'a.jpg': [], 'b.jpg': ['gốc .'], 'c.jpg': [], 'd.jpg': [] }
  const [a = 0, b = 0, c = 0, d = 0] = addImages(library, names)
  const by = (name: string, imageId: number, text: string) =>
    saveCaption(write, { id: null, imageId, text, version: null }, `person:${name}`)
  for (const name of ['Lan', 'Minh']) by(name, a, 'một bác sĩ .')
  by('Lan', b, 'một bác sĩ đang khám .')
  by('Minh', b, 'một bác sĩ đang nghỉ .')
  by('Lan', c, 'mèo')
  by('Minh', c, 'chợ')
  by('Lan', d, 'một mình')
  const found = (text: string) =>
    pageImages(read, { text }, { offset: 0, limit: 9 }).rows.map(({ id }) => id)
  const candidates = (imageId: number) =>
    adjudicationItem(read, imageId).candidates.map(({ id, version }) => ({ id, version }))
  const captions = (imageId: number) =>
    listCaptions(read, imageId).map(({ text, status, author, reviewer }) => [
      ...[text, status, author, reviewer]
    ])
  return { ...library, a, b, c, d, by, found, candidates, captions }
}

it('filters find images by how alike what people wrote is', () => {
  const { a, b, c, found } = scene()
  expect(found('agreed:<0.5')).toEqual([c])
  expect(found('agreed:>0.5')).toEqual([a, b])
  expect(found('agreed:>0.8 -agreed:1')).toEqual([])
  expect(found('agreed:1')).toEqual([a])
  expect(found('agreed:0.. by:Lan')).toEqual([a, b, c])
})

it('listings put those first that people agree on least, and one person’s last', () => {
  const { read, a, b, c, d } = scene()
  const order = (descending: boolean) =>
    pageImages(read, {}, { offset: 0, limit: 9 }, { by: 'agreement', descending }).rows.map(
      ({ id }) => id
    )
  expect(order(false)).toEqual([c, b, a, d])
  expect(order(true)).toEqual([a, b, c, d])
  expect(contestedImages(read, {})).toEqual([c, b, a])
  expect(contestedImages(read, { text: 'khám' })).toEqual([b])
})

it('the chosen caption is accepted, the others are rejected, and one undo takes it back', async () => {
  const { read, write, b, found, candidates, captions } = scene()
  const [given, lan] = candidates(b)
  if (!given || !lan) throw new Error('there are three')
  const choice = { kind: 'pick', id: lan.id } as const
  adjudicate(write, { imageId: b, candidates: candidates(b), choice }, 'person:Thu')
  expect(captions(b)).toEqual([
    ['gốc .', 'rejected', null, 'Thu'],
    ['một bác sĩ đang khám .', 'accepted', 'Lan', 'Thu'],
    ['một bác sĩ đang nghỉ .', 'rejected', 'Minh', 'Thu']
  ])
  expect(contestedImages(read, { text: 'id:' + String(b) })).toEqual([])
  expect(found('is:adjudicated')).toEqual([b])
  // What people wrote is as alike as before.
  expect(found('agreed:>0.5')).toContain(b)
  expect(new Set(imageHistory(read, b, 3).map(({ kind }) => kind))).toEqual(new Set(['adjudicate']))
  await undoInSteps(write)
  expect(captions(b).map(([, status]) => status)).toEqual(['draft', 'draft', 'draft'])
  expect(found('is:adjudicated')).toEqual([])
})

it('a text of the adjudicator’s own is theirs, and no caption of another person', () => {
  const { write, c, found, candidates, captions } = scene()
  const before = found('agreed:0..0.01')
  const write1 = { kind: 'write', text: 'một con mèo ở chợ' } as const
  adjudicate(write, { imageId: c, candidates: candidates(c), choice: write1 }, 'person:Thu')
  expect(captions(c)).toEqual([
    ['mèo', 'rejected', 'Lan', 'Thu'],
    ['chợ', 'rejected', 'Minh', 'Thu'],
    ['một con mèo ở chợ', 'accepted', 'Thu', 'Thu']
  ])
  expect(found('agreed:0..0.01')).toEqual(before)
  expect(found('is:adjudicated')).toEqual([c])
})

it('a text that a candidate has already stays its author’s', () => {
  const { write, c, candidates, captions } = scene()
  const choice = { kind: 'write', text: 'chợ' } as const
  adjudicate(write, { imageId: c, candidates: candidates(c), choice }, 'person:Thu')
  expect(captions(c).at(-1)).toEqual(['chợ', 'accepted', 'Minh', 'Thu'])
})

it('refuses what was decided on another state of the captions, and changes nothing then', () => {
  const { write, c, by, candidates, captions } = scene()
  const [lan, minh] = candidates(c)
  if (!lan || !minh) throw new Error('there are two')
  const stale = [lan, { ...minh, version: minh.version + 1 }]
  const choice = { kind: 'pick', id: lan.id } as const
  const wish = { imageId: c, candidates: stale, choice }
  expect(() => adjudicate(write, wish, 'person:Thu')).toThrow(/changed/)
  expect(captions(c).map(([, status]) => status)).toEqual(['draft', 'draft'])
  by('Hoa', c, 'khác')
  expect(candidates(c)).toHaveLength(3)
})

it('where another reviewer has to accept it, an own text stays a draft and an own caption is refused', () => {
  const { write, c, by, candidates, captions } = scene()
  setReviewers(write, () => () => true)
  setReviewSettings(write, { otherReviewer: true, blind: 'off' })
  const own = by('Thu', c, 'của tôi')
  const decide = (choice: Parameters<typeof adjudicate>[1]['choice']) =>
    adjudicate(write, { imageId: c, candidates: candidates(c), choice }, 'person:Thu')
  expect(() => decide({ kind: 'pick', id: own.id })).toThrow(/wrote/)
  decide({ kind: 'write', text: 'gộp lại' })
  expect(captions(c).at(-1)).toEqual(['gộp lại', 'draft', 'Thu', null])
})

it('names are hidden until it is decided where annotation is blind', () => {
  const { read, write, b, candidates } = scene()
  setReviewSettings(write, { otherReviewer: false, blind: 'people' })
  const item = () => adjudicationItem(read, b)
  expect(item().candidates.map(({ author }) => author)).toEqual([null, null, null])
  expect(item()).toEqual(item())
  const [first] = candidates(b)
  const choice = { kind: 'pick', id: first?.id ?? 0 } as const
  adjudicate(write, { imageId: b, candidates: candidates(b), choice }, 'person:Thu')
  expect(item().open).toBe(false)
  expect(item().candidates.map(({ author }) => author)).toEqual([null, 'Lan', 'Minh'])
})

it('what enters the figures is what named people wrote, and how they judged each other', () => {
  const { read, write, a, b, c, candidates } = scene()
  const [first] = listCaptions(read, a)
  if (!first) throw new Error('Lan wrote one')
  setCaptionStatus(write, first.id, 'accepted', 'person:Lan')
  setCaptionStatus(write, first.id, 'rejected', 'person:Thu')
  setCaptionStatus(write, first.id, 'accepted', 'person:Hoa')
  const choice = { kind: 'write', text: 'khác' } as const
  adjudicate(write, { imageId: c, candidates: candidates(c), choice }, 'person:Thu')
  const images = [...scanPeopleCaptions(read)].map(({ captions }) =>
    captions.map(({ person }) => person)
  )
  expect(images).toEqual([['Lan', 'Minh'], ['Lan', 'Minh'], ['Lan', 'Minh'], ['Lan']])
  const judged = [...scanJudgements(read)].map(({ person, state }) => [person, state])
  expect(judged).toEqual([
    ['Thu', 'rejected'],
    ['Hoa', 'accepted']
  ])
  expect(only(candidates(b).slice(0, 1)).version).toBe(1)
})
