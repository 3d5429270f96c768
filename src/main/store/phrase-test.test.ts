import { describe, expect, it } from 'vitest'
import { exactText, foldText } from '../../shared/vietnamese/fold'
import { findPhrase } from '../../shared/vietnamese/find-phrase'
import { placedWords } from '../../shared/vietnamese/words'
import { tempLibrary } from '../../../test/fixtures/temp-library'
import { all, run } from './connection'
import { isPlain, phraseIn, phraseTest, PLAIN_RANGES } from './phrase-test'

const plainUnits = PLAIN_RANGES.flatMap(([from, to]) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)
)

describe('what is plain', () => {
  it('is parted into words and folded by the index as by us', () => {
    const { write } = tempLibrary()
    run(
      write,
      "CREATE VIRTUAL TABLE temp.text USING fts5 (exact, folded, tokenize = 'unicode61 remove_diacritics 0')"
    )
    run(write, "CREATE VIRTUAL TABLE temp.word USING fts5vocab(temp, text, 'instance')")
    const wanted = new Map<string, string[]>()
    for (const unit of plainUnits) {
      // At the beginning and the end of a word, inside one, and alone.
      const letter = String.fromCharCode(unit)
      const text = `${letter}x x${letter} x${letter}y ${letter}`
      const insert = 'INSERT INTO temp.text (rowid, exact, folded) VALUES (?, ?, ?)'
      run(write, insert, unit, exactText(text), foldText(text))
      const words = placedWords(text).map((word) => word.text)
      wanted.set(`${unit} exact`, words.map(exactText))
      wanted.set(`${unit} folded`, words.map(foldText))
    }
    const found = new Map([...wanted.keys()].map((key): [string, string[]] => [key, []]))
    const rows = all<{ doc: number; col: string; term: string }>(
      write,
      'SELECT doc, col, term FROM temp.word ORDER BY doc, col, offset'
    )
    for (const { doc, col, term } of rows) found.get(`${doc} ${col}`)?.push(term)
    expect(found).toEqual(wanted)
  })

  it('becomes one letter in every form', () => {
    for (const unit of plainUnits) {
      const letter = String.fromCharCode(unit)
      for (const form of [exactText, foldText]) {
        expect([unit, form(letter).length]).toEqual([unit, 1])
      }
    }
  })

  it.each(['Bác sĩ “khám” – 5 µm', 'ảnh 漢字', 'e\u0301', 'ſ', '😀'])('is not %j', (text) => {
    expect(isPlain(text)).toBe(false)
  })
})

describe('the test for a phrase', () => {
  const texts = [
    'Một bác sĩ đang khám bệnh .',
    'MỘT BÁC SĨ, ĐANG – KHÁM',
    'bac si dang kham',
    'bácsĩ',
    'bác',
    'sĩ bác',
    'bạc sì',
    'Xe lăn; xe-lan xe  lãn',
    '',
    'x2 2x 2 x'
  ]
  const phrases = [
    'bác',
    'bac',
    'BÁC SĨ',
    'bac sĩ',
    'bác si',
    'đang khám',
    'dang',
    'xe lan',
    'x 2',
    '2'
  ]

  it('finds in a text what a search finds', () => {
    const pairs = texts.flatMap((text) => phrases.map((phrase) => ({ text, phrase })))
    for (const { text, phrase } of pairs) {
      const found = findPhrase(text, phrase).length > 0
      const told = phraseTest(phrase)?.inText(text)
      expect({ text, phrase, told }).toEqual({ text, phrase, told: found })
      expect({ text, phrase, told: phraseIn(text, phrase) }).toEqual({ text, phrase, told: found })
    }
  })

  it('does not reach from one caption into the next', () => {
    expect(phraseTest('bac si')?.inText('bác \ue000 sĩ')).toBe(false)
  })

  it.each([
    ['img007.jpg', 'img', true],
    ['img007.jpg', '7', true],
    ['img007.jpg', 'img 007', true],
    ['img007.jpg', 'g007', false],
    ['khoa-12/Ảnh 12345.jpg', 'ảnh 12345', true],
    ['khoa-12/Ảnh 12345.jpg', 'anh 123', true],
    ['khoa-12/Ảnh 12345.jpg', 'oa 12', false]
  ])('finds in the name %j by %j: %j', (name, phrase, found) => {
    expect(phraseTest(phrase)?.inName(name)).toBe(found)
  })

  it('is not there for what only the index knows', () => {
    expect([phraseTest('漢字'), phraseTest('µm'), phraseTest('?!')]).toEqual([null, null, null])
  })
})
