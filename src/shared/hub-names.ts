import type { ModelKind } from './domain/model'

/** A model that is known by a short name. */
export interface KnownModel {
  name: string
  /** `owner/name` on the hub. */
  repository: string
  kind: ModelKind
  /** About how much is loaded, in bytes. */
  bytes: number
  /** As its page on the hub states it; null where it states none. */
  licence: string | null
  /** Whether it is one of the two encoders and the decoder of the recipe that the workbench starts from. */
  recipe: boolean
}

/** Encoders and Vietnamese decoders that are known to work, those of the recipe first. */
export const knownModels = [
  {
    name: 'clip-b32',
    repository: 'openai/clip-vit-base-patch32',
    ...{ kind: 'clip', bytes: 608e6, licence: null, recipe: true }
  },
  {
    name: 'clip-b16',
    repository: 'openai/clip-vit-base-patch16',
    ...{ kind: 'clip', bytes: 601e6, licence: null, recipe: true }
  },
  {
    name: 'gpt2news',
    // Before its tokenizer was changed in January 2022, after the recipe's checkpoints.
    repository: 'imthanhlv/gpt2news@159739d23e1984a84ce7a2bf5532368b37601180',
    ...{ kind: 'gpt2', bytes: 513e6, licence: null, recipe: true }
  },
  {
    name: 'clip-l14-336',
    repository: 'openai/clip-vit-large-patch14-336',
    ...{ kind: 'clip', bytes: 1711e6, licence: null, recipe: false }
  },
  {
    name: 'siglip2-b16',
    repository: 'google/siglip2-base-patch16-224',
    ...{ kind: 'clip', bytes: 1535e6, licence: 'Apache-2.0', recipe: false }
  },
  {
    name: 'metaclip2-b32',
    repository: 'facebook/metaclip-2-worldwide-b32',
    ...{ kind: 'clip', bytes: 2500e6, licence: 'CC-BY-NC-4.0', recipe: false }
  },
  {
    name: 'gpt2-nlphust',
    repository: 'NlpHUST/gpt2-vietnamese',
    ...{ kind: 'gpt2', bytes: 514e6, licence: null, recipe: false }
  },
  {
    name: 'gpt2-chronopt',
    repository: 'chronopt-research/vietnamese-gpt2-base',
    ...{ kind: 'gpt2', bytes: 550e6, licence: 'Apache-2.0', recipe: false }
  },
  {
    name: 'gpt2-chronopt-m',
    repository: 'chronopt-research/vietnamese-gpt2-medium',
    ...{ kind: 'gpt2', bytes: 1520e6, licence: 'Apache-2.0', recipe: false }
  }
] as const satisfies readonly KnownModel[]

/** What the hub keeps apart: models, and data sets, whose names may be the same. */
export type HubKind = 'model' | 'dataset'

/** A model or data set on the hub. */
export interface HubRepository {
  kind: HubKind
  owner: string
  name: string
  /** Branch, tag or commit. */
  revision: string
}

const REPOSITORY = /^(?<owner>[\w.-]+)\/(?<name>[\w.-]+)(?:@(?<revision>[\w./-]+))?$/

/** Reads a model's known name, or `owner/name[@revision]`; null for anything else. */
export function readHubName(text: string, kind: HubKind = 'model'): HubRepository | null {
  const typed = text.trim()
  const known =
    kind === 'model' ? knownModels.find(({ name }) => name === typed.toLowerCase()) : undefined
  const {
    owner,
    name,
    revision = 'main'
  } = REPOSITORY.exec(known?.repository ?? typed)?.groups ?? {}
  if (owner === undefined || name === undefined) return null
  // No part may be a step to another folder.
  const steps = [owner, name, ...revision.split('/')]
  return steps.some((step) => step === '' || /^\.+$/.test(step))
    ? null
    : { kind, owner, name, revision }
}

/** `owner/name`, with the revision where it is not the main branch. */
export const describeHubName = ({ owner, name, revision }: HubRepository): string =>
  revision === 'main' ? `${owner}/${name}` : `${owner}/${name}@${revision}`
