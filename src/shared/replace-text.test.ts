import { expect, it } from 'vitest'
import { replaceAll, replacementPattern, type Replacement } from './replace-text'

const plain = { regex: false, matchCase: false, wholeWords: false }
function replaced(
  text: string,
  edit: Partial<Replacement> & Pick<Replacement, 'find' | 'replace'>
) {
  const whole = { ...plain, ...edit }
  return replaceAll(text, replacementPattern(whole), whole)
}

it.each<[string, Partial<Replacement> & Pick<Replacement, 'find' | 'replace'>, string]>([
  ['Bác sĩ và bác Sĩ', { find: 'bác sĩ', replace: 'y tá' }, 'y tá và y tá'],
  ['ĐƯỜNG đường', { find: 'đường', replace: 'phố' }, 'phố phố'],
  ['ĐƯỜNG đường', { find: 'đường', replace: 'phố', matchCase: true }, 'ĐƯỜNG phố'],
  ['an anh ạn', { find: 'an', replace: 'x' }, 'x xh ạn'],
  ['an anh xan', { find: 'an', replace: 'x', wholeWords: true }, 'x anh xan'],
  ['a.b axb', { find: 'a.b', replace: '$&$1' }, '$&$1 axb'],
  ['bệnh'.normalize('NFC'), { find: 'bệnh'.normalize('NFD'), replace: 'x' }, 'x'],
  [
    '2 người 10 người',
    { find: '(\\d+) người', replace: '$1 bác sĩ', regex: true },
    '2 bác sĩ 10 bác sĩ'
  ],
  ['đỏ đo', { find: '\\p{L}ỏ', replace: 'x', regex: true }, 'x đo'],
  ['aa', { find: 'x*', replace: '-', regex: true }, '-a-a-']
])('in %j %j gives %j', (text, edit, wanted) => {
  expect(replaced(text, edit)).toBe(wanted)
})

it('throws for a regular expression that is none', () => {
  expect(() => replaced('', { find: '(', replace: '', regex: true })).toThrow(SyntaxError)
})
