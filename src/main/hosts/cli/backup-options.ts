import { resolve } from 'node:path'
import { InvalidArgumentError, Option, type Command } from 'commander'
import type { BackupPlan } from '../../services/backup/backups'
import { usualKept, type BackupsKept } from '../../services/backup/keep'
import { toCount } from './options'

export interface KeepOptions {
  keepLast?: number
  keepHourly?: number
  keepDaily?: number
  keepWeekly?: number
  keepMonthly?: number
}

/** Adds the options that say how many backups of each age are kept. */
export function addKeepOptions(command: Command): Command {
  const option = (age: string, about: string): Option =>
    new Option(`--keep-${age} <n>`, about).argParser(toCount)
  return command
    .addOption(option('last', 'keep the newest n backups of the library'))
    .addOption(option('hourly', 'keep the newest backup of each of the last n hours that have one'))
    .addOption(option('daily', 'the same for days'))
    .addOption(option('weekly', 'the same for weeks'))
    .addOption(option('monthly', 'the same for months'))
}

/** How many are kept of each age; undefined where no option says so. */
export function toKept(options: KeepOptions): BackupsKept | undefined {
  const { keepLast, keepHourly, keepDaily, keepWeekly, keepMonthly } = options
  const kept = {
    ...(keepLast && { last: keepLast }),
    ...(keepHourly && { hourly: keepHourly }),
    ...(keepDaily && { daily: keepDaily }),
    ...(keepWeekly && { weekly: keepWeekly }),
    ...(keepMonthly && { monthly: keepMonthly })
  }
  return Object.keys(kept).length > 0 ? kept : undefined
}

export interface PlanOptions extends KeepOptions {
  backupEvery?: number
  backupTo?: string
}

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Reads `30m`, `1h` or `1d` as milliseconds. */
export function toDuration(text: string): number {
  const [, count, unit] = /^([1-9]\d{0,3})([mhd])$/.exec(text) ?? []
  const each = UNITS[unit ?? '']
  if (each === undefined) throw new InvalidArgumentError('Write a time such as 30m, 1h or 1d.')
  return Number(count) * each
}

/** Adds the options of a host that backs up by itself. */
export const addPlanOptions = (command: Command): Command =>
  addKeepOptions(
    command
      .option(
        '--backup-every <time>',
        'back the open library up this often, such as 30m, 1h or 1d',
        toDuration
      )
      .option('--backup-to <dir>', "folder for these backups; by default the library's own")
  )

/** What the options plan; null without `--backup-every`. */
export function toPlan({ backupEvery, backupTo, ...keep }: PlanOptions): BackupPlan | null {
  if (backupEvery === undefined) return null
  const folder = backupTo === undefined ? null : resolve(backupTo)
  return { every: backupEvery, folder, kept: toKept(keep) ?? usualKept }
}
