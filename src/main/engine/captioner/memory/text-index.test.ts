import { expect, it } from 'vitest'
import { splitWords } from '../../metrics/words'
import { TextIndex } from './text-index'

const texts = [
  'một bác sĩ khám bệnh',
  'một y tá rửa tay',
  'hai y tá khám bệnh cho em bé',
  'một em bé',
  ''
]

/** TF-IDF cosines by their definition, with all vectors written out. */
function cosines(query: string): number[] {
  const ngrams = (text: string): string[] => {
    const words = splitWords(text)
    return [...words, ...words.slice(1).map((word, i) => `${words[i] ?? ''} ${word}`)]
  }
  const axes = [...new Set(texts.flatMap(ngrams))]
  const rarity = axes.map((axis) =>
    Math.log((1 + texts.length) / texts.filter((text) => ngrams(text).includes(axis)).length)
  )
  const vector = (text: string) =>
    axes.map((axis, i) => ngrams(text).filter((one) => one === axis).length * (rarity[i] ?? 0))
  const dot = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)
  const asked = vector(query)
  return texts.map((text) => {
    const own = vector(text)
    const norms = Math.sqrt(dot(own, own) * dot(asked, asked))
    return norms === 0 ? 0 : dot(own, asked) / norms
  })
}

it.each(['một y tá khám bệnh', 'em bé', 'bé em', 'bác sĩ khám khám bệnh', 'một cụ già em bé'])(
  'finds the texts most alike to “%s”, as by the definition',
  (query) => {
    const index = new TextIndex(texts.map(splitWords))
    const found = index.nearest(splitWords(query), 3)
    const wanted = cosines(query)
      .map((similarity, place) => ({ place, similarity }))
      .filter(({ similarity }) => similarity > 0)
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, 3)
    expect(found).toEqual(
      wanted.map(({ place, similarity }) => ({ place, similarity: expect.closeTo(similarity, 5) }))
    )
  }
)

it('finds none where no word is known, and none among none', () => {
  expect(new TextIndex(texts.map(splitWords)).nearest(['mèo'], 3)).toEqual([])
  expect(new TextIndex([]).nearest(['mèo'], 3)).toEqual([])
})
