import type { Series, SeriesByName } from './metric-series'

/** Which task gained at the other's cost lately. */
export interface TaskTrade {
  gains: 'captions' | 'pairs'
  loses: 'captions' | 'pairs'
  /** Step of the validation from which on it goes so. */
  since: number
}

/** Validations in a row that have to go the same way. */
const IN_A_ROW = 3
/** Smallest change over them that is worth a word, as a share of the loss. */
const MIN_CHANGE = 0.01

/** Whether one task's validation loss has risen for some validations while the other's fell. */
export function taskTrade(series: SeriesByName): TaskTrade | null {
  const captions = lately(series.get('valLoss'))
  const pairs = lately(series.get('valLossPairs'))
  if (!captions || !pairs || captions.since !== pairs.since) return null
  const { since } = captions
  if (captions.trend === 'rises' && pairs.trend === 'falls') {
    return { gains: 'pairs', loses: 'captions', since }
  }
  if (captions.trend === 'falls' && pairs.trend === 'rises') {
    return { gains: 'captions', loses: 'pairs', since }
  }
  return null
}

function lately(curve: Series | undefined): { trend: 'rises' | 'falls'; since: number } | null {
  const values = curve?.values.slice(-IN_A_ROW - 1) ?? []
  const [first] = values
  const last = values.at(-1)
  const since = curve?.steps.at(-IN_A_ROW - 1)
  if (values.length <= IN_A_ROW || !first || last === undefined || since === undefined) return null
  const changes = values.slice(1).map((value, i) => value - (values[i] ?? value))
  if (Math.abs(last - first) < MIN_CHANGE * first) return null
  if (changes.every((change) => change > 0)) return { trend: 'rises', since }
  if (changes.every((change) => change < 0)) return { trend: 'falls', since }
  return null
}
