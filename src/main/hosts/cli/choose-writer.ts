import { Option } from 'commander'
import type { CaptionerChoice, EndpointChoice } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { chooseEnsemble, requireCaptionerFile, type CaptionerParts } from './choose-captioner'
import type { Session } from './session'

export interface WriterOptions extends CaptionerParts {
  model?: string
  ensemble?: string[]
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
export function checkWriter({ endpoint, modelName, prompt, ...options }: WriterOptions): void {
  const [model] = captionersOf(options)
  if (model !== undefined && endpoint !== undefined) {
    throw wrongCall('give either --model or --endpoint, not both')
  }
  if (model === undefined && endpoint === undefined) {
    throw wrongCall(
      'give --model MODEL, --ensemble MODEL MODEL..., or --endpoint URL for a vision model'
    )
  }
  if (endpoint === undefined && (modelName !== undefined || prompt !== undefined)) {
    throw wrongCall('--model-name and --prompt need --endpoint')
  }
}

/** A new library knows no runs and no models: a captioner is then a file. Throws `call.wrong`. */
export function requireWriterFile(options: WriterOptions): void {
  for (const model of captionersOf(options)) requireCaptionerFile(model)
}

/** The captioners that are to write: one, or several together. */
const captionersOf = ({ model, ensemble = [] }: WriterOptions): string[] =>
  model === undefined ? ensemble : [model, ...ensemble]

/** Which writer the options of a command mean, for a captioning job. */
export async function chooseWriter(
  api: Session['api'],
  options: WriterOptions
): Promise<
  CaptionerChoice & { ensemble?: CaptionerChoice[]; endpoint?: Partial<EndpointChoice> & Named }
> {
  const { endpoint, prompt } = options
  const captioners = captionersOf(options)
  if (captioners.length > 0) return chooseEnsemble(api, captioners, options)
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
