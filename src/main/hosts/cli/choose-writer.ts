import { Option } from 'commander'
import type { CaptionerChoice, EndpointChoice } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { chooseCaptioner, requireCaptionerFile, type CaptionerParts } from './choose-captioner'
import type { Session } from './session'

export interface WriterOptions extends CaptionerParts {
  model?: string
  endpoint?: string
  modelName?: string
  prompt?: string
}

/** What a vision model behind an endpoint is asked by. */
export const endpointOptions = (): Option[] => [
  new Option(
    '--endpoint <url>',
    'OpenAI-compatible endpoint of a vision model that writes instead of a captioner; its key is read from VIECAP_ENDPOINT_KEY'
  ),
  new Option('--model-name <name>', 'model of the endpoint; may be left out where it has only one'),
  new Option(
    '--prompt <text>',
    'what the vision model is asked, instead of the default in Vietnamese'
  )
]

/** Throws `call.wrong` for options that do not name one writer. */
export function checkWriter({ model, endpoint, modelName, prompt }: WriterOptions): void {
  if (model !== undefined && endpoint !== undefined) {
    throw wrongCall('give either --model or --endpoint, not both')
  }
  if (model === undefined && endpoint === undefined) {
    throw wrongCall('give --model MODEL, or --endpoint URL for a vision model')
  }
  if (endpoint === undefined && (modelName !== undefined || prompt !== undefined)) {
    throw wrongCall('--model-name and --prompt need --endpoint')
  }
}

/** A new library knows no runs and no models: a captioner is then a file. Throws `call.wrong`. */
export function requireWriterFile({ model }: WriterOptions): void {
  if (model !== undefined) requireCaptionerFile(model)
}

/** Which writer the options of a command mean, for a captioning job. */
export async function chooseWriter(
  api: Session['api'],
  options: WriterOptions
): Promise<CaptionerChoice & { endpoint?: Partial<EndpointChoice> & Named }> {
  const { model, endpoint, prompt } = options
  if (model !== undefined) return chooseCaptioner(api, model, options)
  if (endpoint === undefined) return {}
  const modelName = options.modelName ?? (await onlyModel(api, endpoint))
  return { endpoint: { url: endpoint, modelName, ...(prompt !== undefined && { prompt }) } }
}

type Named = Pick<EndpointChoice, 'url' | 'modelName'>

async function onlyModel(api: Session['api'], url: string): Promise<string> {
  const { models } = await api.endpoints.models({ url })
  const [first, ...others] = models
  if (first !== undefined && others.length === 0) return first
  throw wrongCall(`name one of the endpoint's models by --model-name: ${models.join(', ')}`)
}

const wrongCall = (detail: string) => new AppError('call.wrong', { detail })
