import { describe, expect, it } from 'vitest'
import { AccentModel } from './accents'
import { anyStyle, type CheckCode } from './check-codes'
import { checkText, fixText } from './checks'

const captions = [
  'Một bác sĩ đang khám bệnh cho bệnh nhân',
  'Các bác sĩ đang phẫu thuật trong phòng mổ',
  'Bệnh nhân nằm trên giường bệnh trong bệnh viện',
  'Hai con chó chạy trên đường',
  'Con mèo nằm trên bàn'
]
function learned(): AccentModel {
  const model = new AccentModel()
  for (let i = 0; i < 20; i += 1) for (const caption of captions) model.add(caption)
  return model
}
const options = { ...anyStyle, toneStyle: 'new' as const, accents: learned() }
const found = (text: string) =>
  checkText(text, options).map(({ check, start, end, fixes }) => [
    check,
    text.slice(start, end),
    fixes[0]
  ])

describe('the checks of Vietnamese text', () => {
  it.each<[string, ...[CheckCode, string, string | undefined][]]>([
    ['Bác sĩ đang khám bệnh .'],
    ['Chiếc laptop và camera ở Đắk Lắk .'],
    ['Bác sĩ tên là Nguyễn Văn Kạn'],
    ['be\u0323\u0302nh', ['normal-form', 'e\u0323\u0302', 'ệ']],
    ['người ð\u00e0n ông', ['foreign-letter', 'ð', 'đ']],
    ['người  đàn ông', ['spaces', '  ', ' ']],
    [' người đàn ông', ['spaces', ' ', '']],
    ['người\u00a0đàn ông', ['spaces', '\u00a0', ' ']],
    ['người\u200b đàn ông', ['spaces', '\u200b', '']],
    ['cái gì ngòai cuả', ['tone', 'ngòai', 'ngoài'], ['tone', 'cuả', 'của']],
    ['hòa bình', ['tone-style', 'hòa', 'hoà']],
    ['Thủy tinh', ['tone-style', 'Thủy', 'Thuỷ']],
    ['bệnhh nhân', ['syllable', 'bệnhh', 'bệnh']],
    ['bêhn nhân', ['syllable', 'bêhn', 'bệnh']],
    ['nằm trên giừơngg', ['syllable', 'giừơngg', 'giường']],
    ['Bác sĩ dang khám', ['word', 'dang', 'đang']],
    ['Bác sĩ DANG khám'],
    [
      'Benh nhan nam tren giuong',
      ['accents', 'Benh nhan nam tren giuong', 'Bệnh nhân nằm trên giường']
    ],
    // Words that go without accents stay.
    ['Con cho chay', ['accents', 'cho chay', 'chó chạy']],
    ['Benh nhan hai con cho', ['accents', 'Benh nhan', 'Bệnh nhân'], ['accents', 'cho', 'chó']]
  ])('in %j', (text, ...wanted) => {
    expect(found(text)).toEqual(wanted)
  })

  it('look for the chosen style of tones, or for none', () => {
    const styled = (toneStyle: 'old' | null) =>
      checkText('hoà hòa', { ...anyStyle, toneStyle }).map(({ fixes: [fix] }) => fix)
    expect(styled('old')).toEqual(['hòa'])
    expect(styled(null)).toEqual([])
  })
})

describe('fixing', () => {
  const all = ['normal-form', 'foreign-letter', 'spaces', 'tone', 'tone-style'] as const

  it('puts everything right that it is told to, one after the other', () => {
    expect(fixText('  người ðàn ông ngòai sân  hòa bi\u0300nh ', options, all)).toBe(
      'người đàn ông ngoài sân hoà bình'
    )
    expect(fixText('người  ðàn', options, ['spaces'])).toBe('người ðàn')
  })

  it('changes nothing a second time', () => {
    for (const text of ['bệnhh nhân  hòa', 'Benh nhan nam tren giuong', 'ngòai ð\u0301']) {
      const once = fixText(text, options, [...all, 'syllable', 'accents'])
      expect(fixText(once, options, [...all, 'syllable', 'accents'])).toBe(once)
    }
  })
})

it('checks texts as long as can be, whatever they are made of', () => {
  const word = checkText('ắ'.repeat(10_000), { ...anyStyle, toneStyle: 'new' })
  expect(word).toEqual([])
  checkText(`${' "'.repeat(2500)}${' Ắt'.repeat(1600)}`, { ...anyStyle, toneStyle: 'new' })
})

// The time of the checks grows with a text and not with its square: these took minutes or all memory.
it.each([
  ['words without accents', 'con cho chay tren duong ', 20_000, 'accents'],
  ['spaces', ' ', 400_000, 'spaces'],
  ['mistakes', 'a  b', 100_000, 'spaces']
] as const)('a very long text of %s is checked', (_what, part, times, check) => {
  const issues = checkText(part.repeat(times), options)
  expect(issues[0]).toMatchObject({ check })
})
