import { expect, it } from 'vitest'
import { findPhrase } from '../../../shared/vietnamese/find-phrase'
import { drawer } from '../../../../test/fixtures/drawer'
import { phraseForm, phraseIn } from './phrase-in'

it.each([
  ['Một bác sĩ đang khám', 'bac sĩ', true],
  ['Một bác sĩ đang khám', 'bác SI dang', true],
  ['Một bác sĩ đang khám', 'bạc sĩ', false],
  ['Một bác, sĩ', 'bác sĩ', true],
  ['Một bác và sĩ', 'bác sĩ', false],
  ['Một bácsĩ', 'bác sĩ', false],
  ['Một bác sĩ'.normalize('NFD'), 'bác sĩ', true],
  ['bác ≠ sĩ', 'bac sĩ', true],
  ['\u0301bac', 'bac', true],
  ['\u0301bác', 'bác', false],
  ['Một', '?!', false],
  ['', 'một', false]
])('in %j stands %j: %s', (text, phrase, wanted) => {
  expect(phraseIn(text, phrase)).toBe(wanted)
})

it('tells how a phrase is written where it stands', () => {
  expect(phraseForm('Một BÁC, sĩ', 'bac sĩ')).toBe('exact : "bác sĩ"')
  expect(phraseForm('Một bạc sĩ', 'bác si')).toBeNull()
  // The index may split such words otherwise.
  expect(phraseForm('bác ≠ sĩ', 'bac sĩ')).toBe('exact : "bác sĩ"')
  expect(phraseForm('bác s\u0315ĩ', 'bac s\u0315ĩ')).toBeNull()
})

it('tells what findPhrase finds', () => {
  const draw = drawer(3)
  const pieces = [
    ...'aàáâdđeêioôuưy',
    'sĩ',
    'Bác',
    'bac',
    'si',
    ' ',
    ' ',
    ', ',
    '“',
    '-',
    '7',
    '漢'
  ]
  pieces.push('\u0301', '\u0323', 'İ', 'ß', '각', '≠', '΅', '😀', '\ue000')
  const made = (most: number) =>
    Array.from({ length: 1 + draw(most) }, () => pieces[draw(pieces.length)]).join('')
  let found = 0
  // A pattern takes a millisecond to be made: each phrase is looked for in many texts.
  for (let round = 0; round < 300; round += 1) {
    const phrase = made(4)
    for (let n = 0; n < 40; n += 1) {
      const text = draw(2) ? made(20) : `${made(4)} ${phrase} ${made(4)}`
      const wanted = findPhrase(text, phrase).length > 0
      if (wanted) found += 1
      if (phraseIn(text, phrase) !== wanted) expect({ text, phrase }).toBe(wanted)
    }
  }
  expect(found).toBeGreaterThan(2000)
})

it('leaves texts to findPhrase whose signs hold letters or marks', () => {
  const signs: string[] = []
  const letter = /[\p{L}\p{N}\p{Co}\p{M}]/u
  for (let code = 0; code <= 0x10ffff; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    const sign = String.fromCodePoint(code)
    const parts = sign.toLowerCase().normalize('NFD')
    if (parts !== sign && !letter.test(sign) && letter.test(parts)) signs.push(sign)
  }
  expect(signs).toContain('≠')
  for (const sign of signs) {
    const text = `bác${sign} sĩ`
    expect([sign, phraseIn(text, 'bác sĩ')]).toEqual([sign, findPhrase(text, 'bác sĩ').length > 0])
  }
})
