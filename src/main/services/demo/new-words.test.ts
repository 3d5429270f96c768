import { expect, it } from 'vitest'
import { countNewWords } from './new-words'

it('counts what people name and no training image shows, where the model names it too', () => {
  const items = [
    {
      references: ['một bác sĩ đang cầm một chiếc ô trong công viên.', 'một bác sĩ cầm ô.'],
      text: 'một bác sĩ đang cầm một cái ô trên đường phố.'
    },
    {
      references: ['một y tá đang đẩy một cụ bà ngồi trên xe lăn.'],
      text: 'một y tá đang đẩy xe lăn cho một cụ bà trong lớp học.'
    }
  ]
  expect(countNewWords(items)).toEqual({ mentioned: 3, named: 2, elsewhere: 1 })
})

it('takes a car for no umbrella', () => {
  const references = ['một cô gái đang đứng gần một chiếc ô tô.']
  expect(countNewWords([{ references, text: references[0] ?? '' }])).toEqual({
    mentioned: 0,
    named: 0,
    elsewhere: 0
  })
})
