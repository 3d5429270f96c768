import { stat } from 'node:fs/promises'
import type { CaptionerSource } from '../../../../shared/engine-protocol'
import { summarize } from '../bench/timing'
import { isCaptionerFolder, openCaptioner } from '../../captioner/open-captioner'
import { textParameterShapes, visionParameterShapes } from '../../../../shared/model-specs/encoder'
import { gptParameterShapes } from '../../../../shared/model-specs/gpt2'
import { folderKind, readEncoderFolder, readGptFolder } from '../../formats/hugging-face/hf-folder'
import type { TaskFunction } from './task'

/** Times opening a model and reading all its weights, as the work that needs them does it. */
export const benchLoad: TaskFunction<'benchLoad'> = async ({ rounds, ...source }, { yieldNow }) => {
  const memoryBefore = process.memoryUsage.rss()
  const times: number[] = []
  let paths: readonly string[] = []
  let parameters = 0
  for (let round = 0; round < rounds; round++) {
    await yieldNow()
    const began = performance.now()
    const loaded = await load(source)
    times.push(performance.now() - began)
    paths = loaded.paths
    parameters = loaded.weights.reduce((sum, { length }) => sum + length, 0)
  }
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size))
  return {
    ...summarize(times),
    unit: 'ms',
    parameters,
    fileBytes: sizes.reduce((sum, size) => sum + size, 0),
    memoryBefore,
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024
  }
}

interface Loaded {
  /** Files of the weights. */
  paths: readonly string[]
  weights: { length: number }[]
}

async function load(source: CaptionerSource): Promise<Loaded> {
  const isFolder = (await stat(source.path)).isDirectory()
  if (!isFolder || (await isCaptionerFolder(source.path))) {
    const captioner = await openCaptioner(source)
    const weights = Object.values(await captioner.load()).map(({ data }) => data)
    return { paths: captioner.paths, weights }
  }
  return (await folderKind(source.path)) === 'gpt2'
    ? loadGpt(source.path)
    : loadEncoder(source.path)
}

async function loadGpt(dir: string): Promise<Loaded> {
  const { config, weights, read } = await readGptFolder(dir)
  const values = []
  for (const name of gptParameterShapes(config).keys()) values.push(await read(name))
  return { paths: weights.paths, weights: values }
}

async function loadEncoder(dir: string): Promise<Loaded> {
  const { config, towers, weights } = await readEncoderFolder(dir)
  const shapes = { vision: visionParameterShapes, text: textParameterShapes }
  const values = []
  for (const tower of towers) {
    for (const name of shapes[tower](config).keys()) values.push(await weights.read(name))
  }
  return { paths: weights.paths, weights: values }
}
