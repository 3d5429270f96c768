import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import type { LibraryOpening } from '../../../shared/domain'
import { i18n } from '../../i18n/i18n'
import OpeningCard from './OpeningCard.vue'

const show = (opening: Partial<LibraryOpening>) => {
  const whole: LibraryOpening = {
    path: '/data/photos',
    phase: 'opening',
    done: 0,
    total: null,
    ...opening
  }
  return mount(OpeningCard, { props: { opening: whole }, global: { plugins: [i18n] } })
}

it('names the library and the step, with how far it is', () => {
  const card = show({ phase: 'copying', done: 30, total: 120 })
  expect(card.text()).toContain('Opening photos')
  expect(card.get('[role=status]').text()).toBe('Backing up the library before it is updated')
  expect(card.get('[role=progressbar]').attributes('aria-valuenow')).toBe('25')
  expect(show({ phase: 'migrating', done: 1, total: 3 }).text()).toContain('step 2 of 3')
  const bar = show({}).get('[role=progressbar]')
  expect(bar.attributes('aria-valuenow')).toBeUndefined()
})
