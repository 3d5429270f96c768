import { createI18n } from 'vue-i18n'
import { computed } from 'vue'
import type { Locale } from '../../shared/errors'
import { en, vi, type Messages } from './messages'

type KeysOf<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${KeysOf<T[K]>}`
}[keyof T & string]

/** Every message of the window, such as `library.empty.title`. */
export type MessageKey = KeysOf<Messages>
export type MessageParams = Record<string, string | number>

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en, vi }
})

const { t: translate, te } = i18n.global

/** Switches the language of the whole window, also for screen readers. */
export function setLocale(locale: Locale): void {
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}

export const locale = computed<Locale>(() => (i18n.global.locale.value === 'vi' ? 'vi' : 'en'))

/** A number written the way of the language, with at most `digits` decimals. */
export const formatNumber = (value: number, digits = 0): string =>
  value.toLocaleString(locale.value, { maximumFractionDigits: digits })

/** A measured figure, always with `digits` decimals, so that columns and changes line up. */
export const formatFigure = (value: number, digits: number): string =>
  value.toLocaleString(locale.value, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits
  })

/** A message in the language of the window; `n` chooses the plural and is written as a number. */
export function t(key: MessageKey, params: MessageParams = {}): string {
  const { n } = params
  return typeof n === 'number'
    ? translate(key, { ...params, n: formatNumber(n) }, n)
    : translate(key, params)
}

/** Whether `key`, which came from outside, names a message. */
export const isMessageKey = (key: string): key is MessageKey => te(key, 'en')
