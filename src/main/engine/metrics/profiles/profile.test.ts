import { describe, expect, it } from 'vitest'
import type { ScoringProfile } from '../../../../shared/domain'
import { splitterOf } from './profile'

const split = (profile: ScoringProfile, text: string, words: readonly string[] | null = null) =>
  splitterOf({ profile, words }, [])(text)

const text = 'Bác sĩ nói: “Đo 1,5 lít, X-quang (lần 2).” TP.HCM…'

describe('words of a profile', () => {
  it.each<[ScoringProfile, string]>([
    ['syllable', 'Bác sĩ nói: “Đo 1,5 lít, X-quang (lần 2).” TP.HCM…'],
    ['lower-punct', 'bác sĩ nói : " đo 1 , 5 lít , x - quang ( lần 2 ) . " tp . hcm…'],
    ['ptb', 'bác sĩ nói đo 1,5 lít x-quang -lrb- lần 2 -rrb- tp hcm']
  ])('%s', (profile, words) => {
    expect(split(profile, text)).toEqual(words.split(' '))
  })

  it('ptb sets English endings apart and keeps abbreviations', () => {
    expect(split('ptb', "The U.S. doctor's son doesn't")).toEqual([
      'the',
      'u.s.',
      'doctor',
      "'s",
      'son',
      'does',
      "n't"
    ])
  })

  it.each([
    ["I'm gonna go; we cannot, lemme see", "i 'm gon na go we can not lem me see"],
    ["They've got 3.50 & 1,000 at 10:30 a.m.", "they 've got 3.50 & 1,000 at 10:30 a.m."],
    ["The 1980's T-shirt, the dogs' toys", "the 1980 's t-shirt the dogs toys"],
    ['5% [of] {all} -- or ... none?', '5 % -lsb- of -rsb- -lcb- all -rcb- or none'],
    ['Bà cụ gánh hàng; nón lá: (đẹp)!', 'bà cụ gánh hàng nón lá -lrb- đẹp -rrb-']
  ])('ptb of %s', (line, words) => {
    expect(split('ptb', line)).toEqual(words.split(' '))
  })

  it('writes decomposed letters as composed ones where case goes', () => {
    expect(split('ptb', 'Bác sĩ'.normalize('NFD'))).toEqual(['bác', 'sĩ'])
  })
})

describe('segmented', () => {
  it('joins the longest words of the list', () => {
    const words = ['bệnh viện', 'bác_sĩ', 'bệnh viện đa khoa', 'xe']
    expect(split('segmented', 'Bác sĩ ở bệnh viện đa khoa, bệnh viện tư.', words)).toEqual([
      'bác_sĩ',
      'ở',
      'bệnh_viện_đa_khoa',
      ',',
      'bệnh_viện',
      'tư',
      '.'
    ])
  })

  it('takes the words that the references join, and leaves joined texts as they are', () => {
    const items = [{ hypothesis: '', references: ['Bác_sĩ khám bệnh_nhân .'] }]
    const found = splitterOf({ profile: 'segmented', words: null }, items)
    expect(found('bác sĩ và bệnh nhân')).toEqual(['bác_sĩ', 'và', 'bệnh_nhân'])
    expect(found('y_tá và bệnh nhân')).toEqual(['y_tá', 'và', 'bệnh_nhân'])
  })

  it('says that it needs words', () => {
    expect(() => split('segmented', 'xe', ['xe'])).toThrow(
      expect.objectContaining({ code: 'score.no-words' })
    )
  })
})
