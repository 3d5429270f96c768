import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { i18n } from '../../i18n/i18n'
import StopTextInput from './StopTextInput.vue'

type Props = InstanceType<typeof StopTextInput>['$props']

function mounted(props: Pick<Props, 'endOfText' | 'modelValue'>) {
  const wrapper = mount(StopTextInput, {
    props: {
      id: 'stop',
      ...props,
      'onUpdate:modelValue': (modelValue: string | null) => wrapper.setProps({ modelValue })
    },
    global: { plugins: [i18n] }
  })
  return wrapper
}
const shown = (wrapper: ReturnType<typeof mounted>): string =>
  wrapper.find('select').element.selectedOptions[0]?.text ?? ''

it.each([
  [true, 'As the captioner was trained: only at the end-of-text token'],
  [false, 'As the captioner was trained: at “.” or the end-of-text token'],
  [null, 'As the captioner was trained']
])('says where the captioner stops by default (end-of-text %s)', (endOfText, words) => {
  expect(shown(mounted({ endOfText, modelValue: null }))).toBe(words)
})

it('gives null, nothing or a text, which may be cleared to write another', async () => {
  const wrapper = mounted({ endOfText: true, modelValue: null })
  await wrapper.find('select').setValue('text')
  expect(wrapper.props('modelValue')).toBe('.')
  await wrapper.find('input').setValue('')
  await wrapper.find('input').setValue('!')
  expect(wrapper.props('modelValue')).toBe('!')
  await wrapper.find('select').setValue('end')
  expect(wrapper.props('modelValue')).toBe('')
  await wrapper.find('select').setValue('trained')
  expect(wrapper.props('modelValue')).toBeNull()
  expect(wrapper.find('input').exists()).toBe(false)
})
