import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Option } from 'commander'
import { findCheckpoint } from '../../services/models/captioner'
import type { CaptionerChoice, Model, ModelKind } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { chooseModel } from './choose-model'
import type { Session } from './session'

export interface CaptionerParts {
  clip?: string
  gpt?: string
}

/** What a captioner's own file does not say. */
export const partOptions = (): Option[] => [
  new Option('--clip <model>', 'encoder for a checkpoint file: name, number or folder'),
  new Option('--gpt <model>', 'GPT-2 model for a checkpoint file: name, number or folder')
]

/** Further captioners that write together with the one that is named. */
export const ensembleOption = (): Option =>
  new Option(
    '--ensemble <models...>',
    'captioners that write each caption together, by the mean of their probabilities'
  )

export const captionerHelp =
  'a run (run-0001 for its best checkpoint, run-0001:last or run-0001:STEP) or a captioner (name, number, file or folder)'

/**
 * The captioner that `text` names: a checkpoint of a run, a registered captioner, or a file or
 * folder, which is then registered with the library. Throws `call.wrong`, or what is wrong with
 * the file.
 */
export async function chooseCaptioner(
  api: Session['api'],
  text: string,
  parts: CaptionerParts
): Promise<CaptionerChoice> {
  const [runId = '', ...which] = text.split(':')
  if ((await api.runs.list()).some(({ id }) => id === runId)) {
    return { runId, checkpoint: parseCheckpoint(text, which) }
  }
  const { id } = await registerCaptioner(api, text, parts)
  return { modelId: id }
}

/**
 * The captioner that a run is to start from, registered: the checkpoint of a run that `text` names, or
 * what `registerCaptioner` takes.
 */
export async function registerStart(
  { api, workbench }: Session,
  text: string,
  parts: CaptionerParts
): Promise<Model> {
  const [runId = '', ...which] = text.split(':')
  if (!(await api.runs.list()).some(({ id }) => id === runId)) {
    return registerCaptioner(api, text, parts)
  }
  const { library } = workbench
  const { path } = findCheckpoint(library, runId, parseCheckpoint(text, which))
  return registerCaptioner(api, join(library.root, path), parts)
}

/** The captioners that the texts name, to write together: see `chooseCaptioner`. */
export async function chooseEnsemble(
  api: Session['api'],
  texts: readonly string[],
  parts: CaptionerParts
): Promise<CaptionerChoice & { ensemble?: CaptionerChoice[] }> {
  const chosen: CaptionerChoice[] = []
  for (const text of texts) chosen.push(await chooseCaptioner(api, text, parts))
  const [first, ...ensemble] = chosen
  if (!first) throw new AppError('call.wrong', { detail: 'name a captioner' })
  return ensemble.length > 0 ? { ...first, ensemble } : first
}

/** The registered captioner of that name or number, or the file or folder `text`, registered. */
export async function registerCaptioner(
  api: Session['api'],
  text: string,
  { clip, gpt }: CaptionerParts
): Promise<Model> {
  const models = await api.models.list()
  const known = models.find((model) => model.kind === 'captioner' && isNamed(model, text))
  if (known && clip === undefined && gpt === undefined) return known
  if (!known) {
    const captioners = models.filter(({ kind }) => kind === 'captioner')
    requireCaptionerFile(text, captioners)
  }
  return api.models.add({
    path: known?.path ?? resolve(text),
    ...(clip !== undefined && { clipModelId: await partId(api, 'clip', clip) }),
    ...(gpt !== undefined && { gptModelId: await partId(api, 'gpt2', gpt) })
  })
}

/** Throws `call.wrong` where `text` is no file or folder, and names what is `registered`. */
export function requireCaptionerFile(text: string, registered: readonly Model[] = []): void {
  if (existsSync(text)) return
  const names = registered.map(({ id, name }) => `${id} ${name}`)
  const instead = names.length > 0 ? `; registered: ${names.join(', ')}` : ''
  throw new AppError('call.wrong', {
    detail: `there is no run, captioner, file or folder ${text}${instead}`
  })
}

/** A registered model by name or number; a folder is registered. */
export async function partId(
  api: Session['api'],
  kind: ModelKind,
  wanted: string
): Promise<number> {
  const models = await api.models.list()
  const isKnown = models.some((model) => model.kind === kind && isNamed(model, wanted))
  if (isKnown || !existsSync(wanted)) return chooseModel(models, kind, wanted).id
  return (await api.models.add({ path: resolve(wanted) })).id
}

const isNamed = ({ id, name }: Model, text: string): boolean => name === text || String(id) === text

/** `best`, `last` or a step, behind the run and a colon. */
function parseCheckpoint(text: string, which: readonly string[]): 'best' | 'last' | number {
  const [chosen = 'best', ...rest] = which
  if (rest.length === 0) {
    if (chosen === 'best' || chosen === 'last') return chosen
    if (/^\d+$/.test(chosen)) return Number(chosen)
  }
  throw new AppError('call.wrong', {
    detail: `write a run's checkpoint as RUN, RUN:best, RUN:last or RUN:STEP, not ${text}`
  })
}
