import { stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { ModelDetails } from '../../../shared/domain'
import type { CaptionerSource } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { isCaptionerFolder, openCaptioner, type Captioner } from '../captioner/open-captioner'
import { captionerParameterShapes } from '../nn/captioner'
import {
  clipTextParameterShapes,
  clipVisionParameterShapes,
  type ClipTextShape
} from '../nn/clip-shape'
import { gptParameterShapes } from '../nn/gpt2'
import { loadClipTokenizer } from '../text/clip-tokenizer'
import { loadGptTokenizer } from '../text/gpt2-tokenizer'
import { readPreprocessing } from '../weights/clip-preprocessor'
import { readFailure } from '../weights/files'
import { folderKind, readClipFolder, readGptFolder } from '../weights/hf-folder'
import { countParameters, hashFiles } from '../weights/weight-files'
import type { TaskFunction } from './task'

interface Inspected {
  details: ModelDetails
  /** Files of its weights. */
  paths: readonly string[]
  clip: Captioner['clip']
  usesGpt: boolean
}

/**
 * Reads a Hugging Face folder of a CLIP or a GPT-2, or a captioner's checkpoint, and checks that all
 * that is needed is there.
 */
export const checkModel: TaskFunction<'checkModel'> = async (source, { turn }) => {
  const path = resolve(source.path)
  const found = await stat(path).catch((error: unknown) => {
    throw readFailure(path, error)
  })
  const isFolder = found.isDirectory() && !(await isCaptionerFolder(path))
  const { paths, ...inspected } = isFolder
    ? await inspectFolder(path)
    : await inspectCaptioner({ ...source, path })
  return { name: basename(path), weightsHash: await hashFiles(paths, turn), ...inspected }
}

async function inspectCaptioner(source: CaptionerSource): Promise<Inspected> {
  const captioner = await openCaptioner(source)
  await captioner.checkContent()
  const { shape, gptDir, holdsGpt, normalizeEmbeddings, paths, clip } = captioner
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
    parameters: countParameters(captionerParameterShapes(shape))
  }
  return { details, paths, clip, usesGpt: gptDir === source.gpt }
}

const inspectFolder = async (dir: string): Promise<Inspected> =>
  (await folderKind(dir)) === 'clip' ? inspectClip(dir) : inspectGpt(dir)

async function inspectClip(dir: string): Promise<Inspected> {
  const { config, towers, weights } = await readClipFolder(dir)
  const { text, vision, embeddingSize } = config
  let parameters = 0
  if (towers.includes('vision')) {
    await readPreprocessing(dir, vision.imageSize)
    parameters += countParameters(clipVisionParameterShapes(config))
  }
  if (towers.includes('text')) {
    await checkClipTokenizer(dir, text)
    parameters += countParameters(clipTextParameterShapes(config))
  }
  const { imageSize, patchSize } = vision
  const { contextLength, vocabularySize } = text
  const details: ModelDetails = {
    kind: 'clip',
    embeddingSize,
    ...(towers.includes('vision') && { imageSize, patchSize }),
    ...(towers.includes('text') && { contextLength, vocabularySize }),
    parameters
  }
  return { details, paths: weights.paths, clip: null, usesGpt: false }
}

async function checkClipTokenizer(dir: string, text: ClipTextShape): Promise<void> {
  const { ids } = (await loadClipTokenizer(dir, text.contextLength)).encode('a')
  if (Math.max(...ids) < text.vocabularySize) return
  throw new AppError('model.bad-file', {
    path: join(dir, 'tokenizer.json'),
    detail: `it has tokens beyond the ${text.vocabularySize} rows of the model's token table`
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
