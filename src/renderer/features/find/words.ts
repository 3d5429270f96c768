import type { FilterError } from '../../../shared/filter'
import { isMessageKey, t } from '../../i18n/i18n'

/** What is wrong with a part of a filter, for a person. */
export const wordFilterError = ({ code, what, known }: FilterError): string =>
  t(`find.error.${code}`, { what, known })

/** A value of a choice in words, such as `draft` of `status`. */
export function valueLabel(field: string, value: string): string {
  // Kinds of issues are called as in the text check.
  const key = field === 'issue' ? `checker.code.${value}` : `find.value.${field}.${value}`
  return isMessageKey(key) ? t(key) : value
}

/** A field in words. */
export function fieldLabel(field: string): string {
  const key = `find.field.${field}`
  return isMessageKey(key) ? t(key) : field
}
