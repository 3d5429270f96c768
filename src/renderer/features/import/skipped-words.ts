import type { SkippedRecord } from '../../../shared/domain'
import { reasonInVietnamese } from '../../../shared/errors/image-reasons'
import { placeOf, skipReasonText } from '../../../shared/errors/skip-reasons'
import { locale } from '../../i18n/i18n'

/** Why a record is passed over, as a sentence of the window. */
export function reasonText(reason: string): string {
  const words = skipReasonText(reason, locale.value)
  return words.charAt(0).toLocaleUpperCase(locale.value) + words.slice(1)
}

/** {@link reasonText} of a record, with what more is known of it. */
export function recordReason({ reason, detail }: SkippedRecord): string {
  if (detail === undefined) return reasonText(reason)
  const more = locale.value === 'vi' ? reasonInVietnamese(detail) : detail
  return `${reasonText(reason)} (${more})`
}

/** Where a skipped record stands. */
export const placeText = (record: SkippedRecord): string => placeOf(record, locale.value)
