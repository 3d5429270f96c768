import type { DecodeOptions } from '../../../../shared/domain'
import { BeamSearch } from './beam'
import { ClipcapBeamSearch } from './clipcap-beam'
import { GreedySearch } from './greedy'
import { NucleusSearch } from './nucleus'
import type { SearchLimits, StartSearch } from './search'
import { TokenRules } from './token-rules'

/**
 * The search that the options describe.
 *
 * @param room Most tokens that the model has positions for.
 */
export function searchStarter(
  options: DecodeOptions,
  stopTokens: ReadonlySet<number>,
  room: number
): StartSearch {
  const { minTokens, repetitionPenalty, noRepeatNgram } = options
  const limits: SearchLimits = {
    maxTokens: Math.min(options.maxTokens, room),
    stopTokens,
    rules: new TokenRules({ minTokens, repetitionPenalty, noRepeatNgram, stopTokens })
  }
  switch (options.method) {
    case 'greedy':
      return () => new GreedySearch(limits)
    case 'nucleus':
      return (image) => new NucleusSearch(limits, options, image)
    case 'beam': {
      const { beams: width, lengthPenalty, earlyStop } = options
      return () => new BeamSearch(limits, { width, lengthPenalty, earlyStop })
    }
    case 'clipcap':
      return () => new ClipcapBeamSearch(limits, options.beams)
  }
}

/** Paths that a search follows at once, at most. */
export function pathsOf({ method, beams, samples }: DecodeOptions): number {
  if (method === 'greedy') return 1
  return method === 'nucleus' ? samples : beams
}
