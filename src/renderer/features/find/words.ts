import type { FilterError } from '../../../shared/filter'
import { isMessageKey, t } from '../../i18n/i18n'

/** What is wrong with a part of a filter, for a person. */
export const wordFilterError = ({ code, what, known }: FilterError): string =>
  t(`find.error.${code}`, { what, known })

/** A value of a choice in words, such as `draft` of `status`. */
export function wordValue(field: string, value: string): string {
  const key = `find.value.${field}.${value}`
  return isMessageKey(key) ? t(key) : value
}

/** A field in words. */
export function wordField(field: string): string {
  const key = `find.field.${field}`
  return isMessageKey(key) ? t(key) : field
}
