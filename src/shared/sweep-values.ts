import * as v from 'valibot'
import { RunConfig } from './domain/run-config'
import type { runSettings } from './run-settings'

type SettingKey = keyof typeof runSettings

/** A setting with the values that a sweep gives it, as they were typed. */
export interface SweepSetting {
  key: SettingKey
  text: string
}

/** A value that a setting cannot have, or a range that is none. */
export interface WrongValue {
  key: SettingKey
  value: string
}

/** More runs than this are a slip of the pen; as many can be queued at once. */
export const MOST_RUNS = 200

/** Such as `1..5`, `0..100:25` or `1e-5..1e-4 x3`: ends, then a step or a number of values. */
const NUMBER = String.raw`[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?`
const RANGE = new RegExp(
  String.raw`^(${NUMBER})\.\.(${NUMBER})(?::(${NUMBER})|\s*[x×](\d+))?$`,
  'i'
)
/** Values are apart by commas or blanks; the number of a range's values may stand apart from it. */
const PART = /[^\s,;]*\.\.[^\s,;]*\s+[x×]\d+(?=[\s,;]|$)|[^\s,;]+/gi

/**
 * The values that a text lists: `1e-5, 2e-5`, `1..5` (whole steps), `0..0.4:0.1` (steps of 0.1), or
 * `1e-5..1e-4 x3`: three values, by the same factor each where both ends are above 0 and ten or more
 * times apart, else by the same difference. Null for a range that has no end or too many values.
 */
export function sweepValues(text: string): { part: string; values: string[] | null }[] {
  return [...text.matchAll(PART)].map(([part]) => ({
    part,
    values: part.includes('..') ? rangeOf(part) : [part]
  }))
}

function rangeOf(part: string): string[] | null {
  const match = RANGE.exec(part)
  if (!match) return null
  const [, first, last, step, count] = match
  const from = Number(first)
  const to = Number(last)
  if (count !== undefined) return spread(from, to, Number(count))
  const by = step === undefined ? Math.sign(to - from) || 1 : Number(step)
  const steps = Math.floor((to - from) / by + 1e-9)
  if (!Number.isFinite(steps) || steps < 0 || steps >= MOST_RUNS) return null
  return Array.from({ length: steps + 1 }, (_, index) => written(from + index * by))
}

function spread(from: number, to: number, count: number): string[] | null {
  if (count < 2 || count > MOST_RUNS) return null
  const factor = from > 0 && to > 0 && Math.max(to / from, from / to) >= 10
  const at = (share: number): number =>
    factor ? from * (to / from) ** share : from + (to - from) * share
  return Array.from({ length: count }, (_, index) => written(at(index / (count - 1))))
}

/** Without the noise of floats: five figures, as short as they can be written. */
function written(value: number): string {
  const short = Number(value.toPrecision(5))
  return short !== 0 && Math.abs(short) < 1e-3 ? short.toExponential() : String(short)
}

/** A value as its setting takes it: a number, a yes or no, or a word. */
function read(key: SettingKey, text: string): unknown {
  const wanted = v.getDefault(RunConfig.entries[key])
  if (typeof wanted === 'number') return Number(text)
  if (typeof wanted === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  return text
}

/**
 * A run for each combination of the values of some settings, named by them, or the first value that
 * is not allowed. A value that is listed twice counts once.
 */
export function sweepConfigs(
  base: RunConfig,
  settings: readonly SweepSetting[]
): RunConfig[] | WrongValue {
  let configs = [base]
  for (const { key, text } of settings) {
    const values = new Set<string>()
    for (const { part, values: listed } of sweepValues(text)) {
      if (!listed) return { key, value: part }
      for (const value of listed) values.add(value)
    }
    if (configs.length * values.size > MOST_RUNS) return { key, value: text.trim() }
    const wider: RunConfig[] = []
    for (const config of configs) {
      for (const value of values) {
        const name = `${config.name} ${key}=${value}`.trim().slice(0, 120)
        const checked = v.safeParse(RunConfig, { ...config, name, [key]: read(key, value) })
        if (!checked.success) return { key, value }
        wider.push(checked.output)
      }
    }
    configs = wider
  }
  return configs
}
