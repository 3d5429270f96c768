import { checkCodes, type CheckCode } from '../../../shared/vietnamese/check-codes'
import { checkText, type CheckOptions } from '../../../shared/vietnamese/checks'
import { closeDb, type ReadDb } from '../core/connection'
import { checkOptions, parseCheckSettings } from './check-settings'

/** One bit for each check. */
export const issueBits = (codes: readonly CheckCode[]): number =>
  codes.reduce((bits, code) => bits | (1 << checkCodes.indexOf(code)), 0)

/** The settings in a query of captions. */
export const CHECK_SETTINGS = "(SELECT coalesce(max(value), '') FROM check_settings)"

/** Bits that a version of a caption can have; its version is put above them. */
const VERSION = 1 << checkCodes.length
/** Time after which the words of the library are looked at again, in milliseconds. */
const OLD_MS = 60_000

/**
 * What the checks find in captions, as bits, for queries of one connection: each caption is checked
 * when it is asked of, and again after it or the settings changed. `open` opens another connection to the library, since the
 * one in the middle of a query cannot be asked for its words.
 */
export function issueMarks(open: () => ReadDb) {
  const known = new Map<number, number>()
  let options: CheckOptions | null = null
  let of = ''
  let looked = 0

  function refresh(settings: string): CheckOptions {
    if (options && settings === of && Date.now() - looked < OLD_MS) return options
    const other = open()
    try {
      const now = checkOptions(other, parseCheckSettings(settings))
      if (settings !== of || now.accents !== options?.accents) known.clear()
      options = now
    } finally {
      closeDb(other)
    }
    of = settings
    looked = Date.now()
    return options
  }

  return (id: number, version: number, text: string, settings: string): number => {
    const now = refresh(settings)
    const kept = known.get(id)
    if (kept !== undefined && Math.floor(kept / VERSION) === version) return kept % VERSION
    const bits = issueBits(checkText(text, now).map(({ check }) => check))
    known.set(id, version * VERSION + bits)
    return bits
  }
}
