import { mount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { h, nextTick, type VNode } from 'vue'
import { i18n } from '../i18n/i18n'
import ConfirmDialog from './ConfirmDialog.vue'
import Dialog from './Dialog.vue'

let wrapper: ReturnType<typeof mount>
afterEach(() => wrapper.unmount())

const global = { plugins: [i18n] }
async function opened(body: () => VNode): Promise<string | undefined> {
  wrapper = mount(Dialog, {
    props: { title: 'Tên', open: true },
    slots: { default: body, footer: () => h('button', { id: 'do' }) },
    global,
    attachTo: document.body
  })
  await nextTick()
  await new Promise((resolve) => setTimeout(resolve, 0))
  return document.activeElement?.id
}

it.each([
  ['input', () => h('p', [h('button'), h('input', { id: 'field', type: 'text' })]), 'field'],
  ['choice', () => h('p', [h('input', { disabled: true }), h('select', { id: 'field' })]), 'field'],
  ['nothing but a sentence', () => h('p', 'Một câu.'), 'do']
])('opens on its first field, never on its close button: %s', async (_name, body, expected) => {
  expect(await opened(body)).toBe(expected)
})

it('that asks opens on what changes nothing', async () => {
  wrapper = mount(ConfirmDialog, {
    props: { title: 'Xoá?', text: '', action: 'Xoá', open: true },
    global,
    attachTo: document.body
  })
  await nextTick()
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(document.activeElement?.textContent?.trim()).toBe('Cancel')
})
