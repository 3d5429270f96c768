import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { i18n } from '../../i18n/i18n'
import { workbench } from '../../test/memory-workbench'
import PairEditor from './PairEditor.vue'

vi.mock('../../api/client', async () => {
  const { api } = (await import('../../test/memory-workbench')).workbench
  return {
    api: {
      ...api,
      checker: { check: () => Promise.resolve([]), settings: () => new Promise(() => undefined) }
    }
  }
})
beforeEach(() => workbench.reset())

it('of a new pair has the caret in its first side, and leaves by Esc what is half written', async () => {
  const wrapper = mount(PairEditor, {
    global: { plugins: [i18n, createPinia()] },
    attachTo: document.body
  })
  const [english] = wrapper.findAll('textarea')
  expect(document.activeElement).toBe(english?.element)
  await english?.setValue('a cat')
  await english?.trigger('keydown', { key: 'Escape' })
  await expect.poll(() => wrapper.emitted('close')).toHaveLength(1)
  expect(workbench.pairs).toEqual([])
  wrapper.unmount()
})
