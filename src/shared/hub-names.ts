import type { ModelKind } from './domain/model'

/** A model that is known by a short name. */
export interface KnownModel {
  name: string
  /** `owner/name` on the hub. */
  repository: string
  kind: ModelKind
  /** About how much is loaded, in bytes. */
  bytes: number
}

/** The two encoders and the decoder of the recipe that the workbench starts from. */
export const knownModels = [
  { name: 'clip-b32', repository: 'openai/clip-vit-base-patch32', kind: 'clip', bytes: 608e6 },
  { name: 'clip-b16', repository: 'openai/clip-vit-base-patch16', kind: 'clip', bytes: 601e6 },
  { name: 'gpt2news', repository: 'imthanhlv/gpt2news', kind: 'gpt2', bytes: 513e6 }
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
