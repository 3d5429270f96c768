import { isMessageKey, t } from '../../i18n/i18n'

/** A device as it is called in the settings; one that is not known there by its own name. */
export function deviceWord(device: string): string {
  const key = `settings.devices.${device}`
  return isMessageKey(key) ? t(key) : device
}
