import { runSettings } from '../../../shared/run-settings'
import type { SettingKey } from './train-form'

/** Lower case without accents: "tốc độ" is found by "toc do". */
const plain = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')

/** Whether a setting has all the words of a search in its name, its labels or its help, of either language. */
export function settingFinder(search: string): (key: SettingKey) => boolean {
  const words = plain(search).split(/\s+/).filter(Boolean)
  return (key) => {
    const { label, help } = runSettings[key]
    const text = plain([key, label.en, label.vi, help.en, help.vi].join(' '))
    return words.every((word) => text.includes(word))
  }
}
