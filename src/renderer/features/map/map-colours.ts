import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { MapColour } from '../../../shared/domain'
import { api } from '../../api/client'
import { useChanges } from '../../api/events'
import { formatFigure, isMessageKey, t } from '../../i18n/i18n'
import { wordActor } from '../history/words'

/** Names of the colours in `tokens.css`, which the colour-blind tell apart; those beyond share one. */
const PALETTE = ['--chart-1', '--chart-2', '--chart-3', '--chart-4', '--chart-6']
const OTHER = '--chart-5'
/** From small to large. */
const RAMP = ['--ramp-1', '--ramp-2', '--ramp-3', '--ramp-4', '--ramp-5']

export interface LegendEntry {
  label: string
  /** Name of a colour in `tokens.css`. */
  colour: string
  count: number
}

/** Losses beyond this share of all are drawn as the largest, so that one does not take all colours. */
const LARGEST = 0.98

type Values = (string | number | null)[]

/** Names of the colours of points, with their legend. */
export function colourValues(
  values: Values,
  word: (value: string) => string,
  none: string
): { colours: string[]; legend: LegendEntry[] } {
  const numbers = values.filter((value) => typeof value === 'number').sort((a, b) => a - b)
  if (numbers.length > 0) return colourNumbers(values, numbers, none)
  const counts = new Map<string | null, number>()
  for (const value of values) {
    const key = value === null ? null : String(value)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const named = [...counts.keys()].filter((key) => key !== null)
  // The most frequent ones first; where few are the same, a colour stays with its value.
  named.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a.localeCompare(b))
  const colourOf = new Map(named.map((key, i) => [key, PALETTE[i] ?? OTHER]))
  const legend = named.map((key) => ({
    label: word(key),
    colour: colourOf.get(key) ?? OTHER,
    count: counts.get(key) ?? 0
  }))
  const unknown = counts.get(null) ?? 0
  if (unknown > 0) legend.push({ label: none, colour: OTHER, count: unknown })
  return { colours: values.map((value) => colourOf.get(String(value)) ?? OTHER), legend }
}

function colourNumbers(values: Values, sorted: number[], none: string) {
  const least = sorted[0] ?? 0
  const most = sorted[Math.floor((sorted.length - 1) * LARGEST)] ?? least
  const step = (value: number) =>
    Math.min(
      RAMP.length - 1,
      most > least ? Math.floor(((value - least) / (most - least)) * RAMP.length) : 0
    )
  const bound = (i: number) => least + ((most - least) * i) / RAMP.length
  const legend: LegendEntry[] = RAMP.map((colour, i) => ({
    label:
      i === RAMP.length - 1
        ? `≥ ${formatFigure(bound(i), 2)}`
        : `${formatFigure(bound(i), 2)} – ${formatFigure(bound(i + 1), 2)}`,
    colour,
    count: sorted.filter((value) => step(value) === i).length
  }))
  const unknown = values.length - sorted.length
  if (unknown > 0) legend.push({ label: none, colour: OTHER, count: unknown })
  return {
    colours: values.map((value) =>
      typeof value === 'number' ? (RAMP[step(value)] ?? OTHER) : OTHER
    ),
    legend
  }
}

function word(by: MapColour, value: string): string {
  if (by === 'annotator') return wordActor(value)
  const key =
    by === 'split'
      ? `common.split.${value}`
      : by === 'state'
        ? `library.state.${value}`
        : `find.value.source.${value}`
  return isMessageKey(key) ? t(key) : value
}

/** What the points of a map are coloured by; it follows changes of the library. */
export function useMapColours(ids: Readonly<Ref<number[]>>) {
  const by = ref<MapColour>('state')
  const jobId = ref<number | null>(null)
  const values = shallowRef<Values>([])
  let asked = 0

  async function read(): Promise<void> {
    const mine = (asked += 1)
    const question = {
      ids: ids.value,
      by: by.value,
      ...(jobId.value !== null && { jobId: jobId.value })
    }
    const answer = ids.value.length > 0 ? (await api.similar.colours(question)).values : []
    if (mine === asked) values.value = answer
  }
  const readQuietly = () => void read().catch(() => undefined)
  watch([ids, by, jobId], readQuietly, { immediate: true })
  useChanges(['images', 'captions'], readQuietly)

  const coloured = computed(() =>
    colourValues(values.value, (value) => word(by.value, value), t('similar.map.unknown'))
  )
  return {
    by,
    jobId,
    colours: computed(() => coloured.value.colours),
    legend: computed(() => coloured.value.legend)
  }
}
