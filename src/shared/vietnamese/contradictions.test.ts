import { expect, it } from 'vitest'
import { contradictions } from './contradictions'

it.each([
  ['Hai người ngồi trên ghế', ['Ba người ngồi trên ghế'], ['hai']],
  ['2 người ngồi', ['3 người đứng'], ['2', 'ngồi']],
  ['Bác sĩ mặc áo trắng', ['Bác sĩ mặc áo xanh'], ['trắng']],
  ['Bệnh nhân nam nằm', ['Bệnh nhân nữ nằm'], ['nam']],
  ['Người đàn ông đang ngồi', ['Người đàn ông đang đứng'], ['ngồi']],
  // Said of different things, or both said.
  ['Hai người trước một bàn', ['Hai người và ba ghế'], []],
  ['Áo trắng, áo xanh', ['Áo xanh'], []],
  ['Hai người', ['Hai người', 'Bác sĩ'], []],
  ['', ['Hai người'], []]
])('%j against %j: %j', (caption, others, wanted) => {
  expect(contradictions(caption, others)).toEqual(wanted)
})
