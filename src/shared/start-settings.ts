import type { CaptionerDetails, RunConfig } from './domain'

/** Settings of a run that the captioner decides that it starts from. */
type StartSettings = Pick<RunConfig, 'mapping' | 'prefixLength' | 'normalizeEmbeddings'> &
  Partial<Pick<RunConfig, 'mappingLayers' | 'clipLength'>>

/** The settings that a run has to have so that it can start from the captioner. */
export const startSettings = ({
  mapping,
  prefixLength,
  normalizeEmbeddings,
  mappingLayers,
  clipLength
}: CaptionerDetails): StartSettings => ({
  mapping,
  prefixLength,
  normalizeEmbeddings,
  ...(mappingLayers !== undefined && { mappingLayers }),
  ...(clipLength !== undefined && { clipLength })
})
