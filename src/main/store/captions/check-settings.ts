import { CheckSettings, type CheckStyles } from '../../../shared/domain'
import { anyStyle } from '../../../shared/vietnamese/check-codes'
import type { CheckOptions } from '../../../shared/vietnamese/checks'
import { exactText } from '../../../shared/vietnamese/fold'
import * as v from 'valibot'
import { get, run, transaction, type ReadDb, type WriteDb } from '../core/connection'
import { accentModel } from './accent-model'

const initial: CheckSettings = { ...anyStyle, ignored: [] }

/** The settings as they are stored; what an empty text stands for is the default. */
export function parseCheckSettings(stored: string): CheckSettings {
  return stored === ''
    ? initial
    : { ...initial, ...v.parse(v.partial(CheckSettings), JSON.parse(stored)) }
}

export function checkSettings(db: ReadDb): CheckSettings {
  return parseCheckSettings(
    get<{ value: string }>(db, 'SELECT value FROM check_settings')?.value ?? ''
  )
}

/** Sets some of the styles; the others stay. */
export const setCheckStyles = (db: WriteDb, styles: CheckStyles): CheckSettings =>
  change(db, (settings) => ({ ...settings, ...styles }))

/** Lets the checks leave a word or phrase alone, whatever its case. */
export function ignoreWord(db: WriteDb, word: string): CheckSettings {
  const exact = exactText(word)
  return change(db, (settings) => ({
    ...settings,
    ignored: [...new Set([...settings.ignored, exact])].sort((a, b) => a.localeCompare(b, 'vi'))
  }))
}

export function stopIgnoring(db: WriteDb, word: string): CheckSettings {
  const exact = exactText(word)
  return change(db, (settings) => ({
    ...settings,
    ignored: settings.ignored.filter((ignored) => ignored !== exact)
  }))
}

function change(db: WriteDb, by: (settings: CheckSettings) => CheckSettings): CheckSettings {
  return transaction(db, () => {
    const settings = by(checkSettings(db))
    run(
      db,
      'INSERT OR REPLACE INTO check_settings (id, value) VALUES (1, ?)',
      JSON.stringify(settings)
    )
    return settings
  })
}

/** What the checks of a library's texts go by: its settings, and what its texts tell of words. */
export const checkOptions = (db: ReadDb, settings = checkSettings(db)): CheckOptions => ({
  ...settings,
  ignored: new Set(settings.ignored),
  accents: accentModel(db)
})
