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

/** The language that the host gave the page: that of the system or of the browser. */
const hostLocale: Locale = document.documentElement.lang === 'vi' ? 'vi' : 'en'

export const i18n = createI18n({
  legacy: false,
  locale: hostLocale,
  fallbackLocale: 'en',
  messages: { en, vi }
})

const { t: translate, te } = i18n.global

/** Switches the language of the whole window, also for screen readers. */
export function setLocale(chosen: Locale | 'system'): void {
  const locale = chosen === 'system' ? hostLocale : chosen
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

/** A number of any size, as on an axis: a small one as a power of ten. */
export const formatScale = (value: number): string =>
  value !== 0 && Math.abs(value) < 0.001
    ? value.toLocaleString(locale.value, { notation: 'scientific', maximumFractionDigits: 1 })
    : formatNumber(value, 4)

/** A time of day with its date, the way of the language. */
export const formatTime = (time: number): string =>
  new Date(time).toLocaleString(locale.value, { dateStyle: 'medium', timeStyle: 'short' })

/**
 * A message in the language of the window. Numbers are written the way of the language, with at most
 * three decimals, and `n` also chooses the plural; pass an id as a string.
 */
export function t(key: MessageKey, params: MessageParams = {}): string {
  const written = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' ? formatNumber(value, 3) : value
    ])
  )
  return typeof params.n === 'number' ? translate(key, written, params.n) : translate(key, written)
}

/** Whether `key`, which came from outside, names a message. */
export const isMessageKey = (key: string): key is MessageKey => te(key, 'en')
