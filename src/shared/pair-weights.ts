/** How often the pairs of one import are repeated in an epoch. */
export interface PairWeight {
  /** Name of the imported file or folder. */
  source: string
  times: number
}

/** Maximum number of times, as for all pairs together. */
const MAX_TIMES = 100

/** Reads `captions.csv=3, ted=0`; null for anything else, and where a source is named twice. */
export function readPairWeights(text: string): PairWeight[] | null {
  const parts = text.split(',').filter((part) => part.trim() !== '')
  const weights = parts.map((part) => {
    const { source, times } = /^(?<source>.+)=\s*(?<times>\d+)$/.exec(part.trim())?.groups ?? {}
    return { source: source?.trim() ?? '', times: Number(times) }
  })
  const sources = new Set(weights.map(({ source }) => source))
  const sound = weights.every(({ source, times }) => source !== '' && times <= MAX_TIMES)
  return sound && sources.size === weights.length ? weights : null
}
