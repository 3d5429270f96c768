import { defineStore } from 'pinia'
import { useMediaQuery } from '@vueuse/core'
import * as v from 'valibot'
import { computed, watchEffect } from 'vue'
import { Settings } from '../../../shared/contract'
import { api } from '../../api/client'
import { useResync } from '../../api/events'
import { useRemembered } from '../../composables/remembered'
import { chooseKeys } from '../../composables/keys'
import { setLocale } from '../../i18n/i18n'

/**
 * Language, theme, device and keys. The workbench keeps them; a copy in this browser lets the window
 * start in the right language and colours at once.
 */
export const useSettingsStore = defineStore('settings', () => {
  const settings = useRemembered('settings', Settings, v.parse(Settings, {}))
  const darkSystem = useMediaQuery('(prefers-color-scheme: dark)')
  const dark = computed(() =>
    settings.value.theme === 'system' ? darkSystem.value : settings.value.theme === 'dark'
  )

  watchEffect(() => {
    document.documentElement.dataset['theme'] = dark.value ? 'dark' : 'light'
  })
  watchEffect(() => setLocale(settings.value.locale))
  watchEffect(() => chooseKeys(settings.value.keys))

  async function change(part: Partial<Settings>): Promise<void> {
    settings.value = { ...settings.value, ...part }
    settings.value = await api.system.saveSettings(settings.value)
  }
  useResync(() => {
    api.system.settings().then(
      (stored) => (settings.value = stored),
      () => undefined
    )
  })
  return { settings, dark, change }
})
