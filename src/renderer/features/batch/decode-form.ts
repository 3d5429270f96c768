import * as v from 'valibot'
import { decodeSettings, usesOption } from '../../../shared/decode-settings'
import { DecodeOptions } from '../../../shared/domain'
import { isMessageKey, t } from '../../i18n/i18n'

export type DecodeKey = keyof DecodeOptions
export type DecodeValue = number | string | null
/** The options as the form holds them: a number that was cleared is null. */
export type DecodeValues = Record<DecodeKey, DecodeValue>

export const decodeDefaults: DecodeValues = v.parse(DecodeOptions, {})

/** Options that every user sees; the others stand under Advanced. */
const first = new Set<DecodeKey>(['method', 'beams', 'temperature', 'topP'])

/** The options that the search and the choice among its captions use. */
export function decodeKeys({
  method,
  choice
}: Pick<DecodeValues, 'method' | 'choice'>): Record<'first' | 'advanced', DecodeKey[]> {
  const known = v.safeParse(DecodeOptions, { method, choice })
  const options = known.success ? known.output : v.getDefaults(DecodeOptions)
  const used = (Object.keys(decodeSettings) as DecodeKey[]).filter((key) =>
    usesOption(options, key)
  )
  return {
    first: used.filter((key) => first.has(key)),
    advanced: used.filter((key) => !first.has(key))
  }
}

/** The options to start with, or null while one that is used is wrong. */
export function checkDecoding(values: DecodeValues): DecodeOptions | null {
  const { first: shown, advanced } = decodeKeys(values)
  const used = [...shown, ...advanced].map((key) => [key, values[key]] as const)
  const checked = v.safeParse(DecodeOptions, Object.fromEntries(used))
  return checked.success ? checked.output : null
}

/** What is wrong with one value, in words, or null. */
export function decodeError(key: DecodeKey, value: DecodeValue): string | null {
  if (value === null && typeof decodeDefaults[key] === 'number') return t('batch.number')
  const checked = v.safeParse(DecodeOptions.entries[key], value)
  if (checked.success) return null
  return t('batch.allowed', { expected: checked.issues[0].expected ?? checked.issues[0].message })
}

/** The choices of an option that has some. */
export function decodeChoices(key: DecodeKey): readonly string[] {
  const schema = DecodeOptions.entries[key].wrapped
  return schema.type === 'picklist' ? schema.options : []
}

/** A value in words. */
export function decodeText(value: DecodeValue): string {
  const message = `batch.option.${String(value)}`
  return isMessageKey(message) ? t(message) : String(value)
}
