import { stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { ModelDetails } from '../../../../shared/domain'
import type { CaptionerSource } from '../../../../shared/engine-protocol'
import { AppError } from '../../../../shared/errors'
import { isCaptionerFolder, openCaptioner, type Captioner } from '../../captioner/open-captioner'
import { captionerParameterShapes } from '../../../../shared/model-specs/captioner'
import {
  textParameterShapes,
  visionParameterShapes,
  type EncoderShape
} from '../../../../shared/model-specs/encoder'
import { gptParameterShapes } from '../../../../shared/model-specs/gpt2'
import { countParameters } from '../../../../shared/model-specs/parameter-shapes'
import { loadSentenceTokenizer } from '../../formats/tokenizers/load-sentence-tokenizer'
import { loadGptTokenizer } from '../../formats/tokenizers/gpt2-tokenizer'
import { readPreprocessing } from '../../formats/hugging-face/clip-preprocessor'
import { fileError } from '../../../base/files/file-error'
import { folderKind, readEncoderFolder, readGptFolder } from '../../formats/hugging-face/hf-folder'
import { hashFiles } from '../../formats/weights/weight-files'
import type { TaskFunction } from './task'

interface Inspected {
  details: ModelDetails
  /** Files of its weights. */
  paths: readonly string[]
  clip: Captioner['clip']
  usesGpt: boolean
}

/**
 * Reads a Hugging Face folder of an encoder or a GPT-2, or a captioner's checkpoint, and checks that all
 * that is needed is there.
 */
export const checkModel: TaskFunction<'checkModel'> = async (source, { yieldNow }) => {
  const path = resolve(source.path)
  const found = await stat(path).catch((error: unknown) => {
    throw fileError(path, error)
  })
  const isFolder = found.isDirectory() && !(await isCaptionerFolder(path))
  const { paths, ...inspected } = await (
    isFolder ? inspectFolder(path) : inspectCaptioner({ ...source, path })
  ).catch((error: unknown) => {
    throw asModelError(path, error)
  })
  return { name: basename(path), weightsHash: await hashFiles(paths, yieldNow), ...inspected }
}

/** What a reader did not foresee is said of the model too, and is no fault of the workbench. */
function asModelError(path: string, error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error
  const { path: file = path } = error as NodeJS.ErrnoException
  if ('syscall' in error) return fileError(file, error)
  return new AppError('model.bad-file', { path, detail: error.message }, { cause: error })
}

async function inspectCaptioner(source: CaptionerSource): Promise<Inspected> {
  const captioner = await openCaptioner(source)
  await captioner.checkContent()
  const { shape, gptDir, holdsGpt, normalizeEmbeddings, endOfText, paths, clip, averageOf } =
    captioner
  const { mapping, gpt } = shape
  const { embeddingSize, prefixLength, width } = mapping
  const details: ModelDetails = {
    kind: 'captioner',
    mapping: mapping.kind,
    embeddingSize,
    prefixLength,
    ...(mapping.kind === 'transformer' && {
      mappingLayers: mapping.layers,
      clipLength: mapping.clipLength
    }),
    layers: gpt.layers,
    width,
    vocabularySize: gpt.vocabularySize,
    holdsGpt,
    normalizeEmbeddings,
    endOfText,
    ...(captioner.retrieval && { retrievedCaptions: captioner.retrieval.retrievedCaptions }),
    ...(averageOf && { averageOf: [...averageOf] }),
    ...(captioner.memory !== null && { memory: true }),
    parameters: countParameters(captionerParameterShapes(shape))
  }
  return { details, paths, clip, usesGpt: gptDir === source.gpt }
}

const inspectFolder = async (dir: string): Promise<Inspected> =>
  (await folderKind(dir)) === 'clip' ? inspectEncoder(dir) : inspectGpt(dir)

async function inspectEncoder(dir: string): Promise<Inspected> {
  const { config, towers, weights } = await readEncoderFolder(dir)
  const { family, text, vision, embeddingSize } = config
  let parameters = 0
  if (towers.includes('vision')) {
    await readPreprocessing(dir, vision.imageSize, 'upright')
    parameters += countParameters(visionParameterShapes(config))
  }
  if (towers.includes('text')) {
    await checkSentenceTokenizer(dir, config)
    parameters += countParameters(textParameterShapes(config))
  }
  const { imageSize, patchSize } = vision
  const { contextLength, vocabularySize } = text
  const details: ModelDetails = {
    kind: 'clip',
    ...(family !== 'clip' && { family }),
    embeddingSize,
    ...(towers.includes('vision') && { imageSize, patchSize }),
    ...(towers.includes('text') && { contextLength, vocabularySize }),
    parameters
  }
  return { details, paths: weights.paths, clip: null, usesGpt: false }
}

async function checkSentenceTokenizer(dir: string, config: EncoderShape): Promise<void> {
  const { ids } = (await loadSentenceTokenizer(dir, config)).encode('a')
  const { vocabularySize: rows } = config.text
  if (Math.max(...ids) < rows) return
  throw new AppError('model.bad-file', {
    path: join(dir, 'tokenizer.json'),
    detail: `it has tokens beyond the ${rows} rows of the model's token table`
  })
}

async function inspectGpt(dir: string): Promise<Inspected> {
  const { config, weights } = await readGptFolder(dir)
  const { layers, heads, width, positions, vocabularySize } = config
  const tokenizer = await loadGptTokenizer(dir)
  const details: ModelDetails = {
    kind: 'gpt2',
    layers,
    heads,
    width,
    positions,
    vocabularySize,
    tokenizerSize: tokenizer.size,
    parameters: countParameters(gptParameterShapes(config))
  }
  return { details, paths: weights.paths, clip: null, usesGpt: false }
}
