import { mkdir, readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { CaptionerSource } from '../../../../shared/engine-protocol'
import { AppError } from '../../../../shared/errors'
import {
  writeClipcapPt,
  writeClipcapSafetensors,
  writeHfFolder
} from '../../captioner/export-files'
import type { CaptionerFacts } from '../../captioner/facts'
import { writeOnnxFolder } from '../../captioner/onnx/write-onnx-folder'
import { MEMORY, memoryOf, readMemory } from '../../captioner/memory/memory-folder'
import { writeMemory } from '../../captioner/memory/write-memory'
import { openCaptioner, type Captioner } from '../../captioner/open-captioner'
import type { TaskFunction } from './task'

/** Writes a captioner for other programs: see `export-files.ts`. */
export const exportCaptioner: TaskFunction<'exportCaptioner'> = async (input, { yieldNow }) => {
  const file = resolve(input.file)
  const captioner = await openCaptioner(input.captioner)
  const { normalizeEmbeddings, endOfText, retrieval, averageOf } = captioner
  // What it was trained with, as its own files say it: the model may have been changed since.
  const clip = captioner.clip?.encoder ? captioner.clip : input.clip
  const facts: CaptionerFacts = {
    format: 1,
    normalizeEmbeddings,
    endOfText,
    ...(retrieval && { retrieval }),
    clip,
    ...(averageOf && { averageOf: [...averageOf] })
  }
  // Neither a state dict nor the programs beside ONNX files can retrieve captions.
  if (retrieval && (input.onnx || input.format === 'clipcap-pt')) {
    throw new AppError('model.retrieves', { format: input.format })
  }
  if (input.onnx) {
    await mkdir(file, { recursive: true })
    await writeOnnxFolder(file, captioner, facts, input.onnx)
    return { file, bytes: await bytesOf(file) }
  }
  const weights = await captioner.load()
  await yieldNow()
  if (input.format === 'hf') {
    await writeHfFolder(file, weights, captioner, facts)
    if (input.memory) await copyMemory(file, captioner, input.captioner)
  } else if (input.format === 'safetensors') {
    await writeClipcapSafetensors(file, weights, input.keys, facts)
  } else await writeClipcapPt(file, weights, input.keys)
  return { file, bytes: await bytesOf(file) }
}

/** Throws `model.no-memory` where the captioner has none. */
async function copyMemory(
  folder: string,
  captioner: Captioner,
  source: CaptionerSource
): Promise<void> {
  const memory = memoryOf(source, captioner)
  if (memory === null) throw new AppError('model.no-memory', { path: source.path })
  const { embeddingSize } = captioner.shape.mapping
  await writeMemory(join(folder, MEMORY), await readMemory(memory, embeddingSize))
}

/** Bytes of a file, or of all files in a folder. */
async function bytesOf(path: string): Promise<number> {
  const found = await stat(path)
  if (!found.isDirectory()) return found.size
  const sizes = await Promise.all((await readdir(path)).map((name) => bytesOf(join(path, name))))
  return sizes.reduce((sum, size) => sum + size, 0)
}
