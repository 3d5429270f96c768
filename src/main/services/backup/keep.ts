type Age = 'last' | 'hourly' | 'daily' | 'weekly' | 'monthly'

/** How many backups are kept of each age: the newest ones, and the newest of each hour, day and so on. */
export type BackupsKept = Partial<Record<Age, number>>

/** What a host that backs up by itself keeps unless somebody says otherwise. */
export const usualKept: BackupsKept = {
  hourly: 24,
  daily: 7,
  weekly: 5,
  monthly: 12
}

const pad = (part: number): string => String(part).padStart(2, '0')
const dayOf = (at: Date): string =>
  `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`

/** The period of each age that a moment lies in, by the clock of this machine; weeks begin on Mondays. */
const periods: Record<Age, (at: Date) => string> = {
  last: (at) => String(at.getTime()),
  hourly: (at) => `${dayOf(at)} ${pad(at.getHours())}`,
  daily: dayOf,
  weekly: (at) => {
    const monday = new Date(at)
    monday.setDate(at.getDate() - ((at.getDay() + 6) % 7))
    return dayOf(monday)
  },
  monthly: (at) => dayOf(at).slice(0, 7)
}

/**
 * Those of some moments (in milliseconds since 1970) that are kept: for each age the newest one in
 * each of the last so many periods that have any, as restic's `forget --keep-*` does. The newest of
 * all is always kept.
 */
export function keptOf(moments: readonly number[], kept: BackupsKept): Set<number> {
  const newestFirst = [...moments].sort((one, other) => other - one)
  const result = new Set(newestFirst.slice(0, 1))
  for (const age of Object.keys(periods) as Age[]) {
    const newestOf = new Map<string, number>()
    for (const at of newestFirst) {
      const period = periods[age](new Date(at))
      if (!newestOf.has(period)) newestOf.set(period, at)
    }
    for (const at of [...newestOf.values()].slice(0, kept[age] ?? 0)) result.add(at)
  }
  return result
}
