import { mkdir, readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  writeClipcapPt,
  writeClipcapSafetensors,
  writeHfFolder
} from '../../captioner/export-files'
import type { CaptionerFacts } from '../../captioner/facts'
import { writeOnnxFolder } from '../../captioner/onnx/write-onnx-folder'
import { openCaptioner } from '../../captioner/open-captioner'
import type { TaskFunction } from './task'

/** Writes a captioner for other programs: see `export-files.ts`. */
export const exportCaptioner: TaskFunction<'exportCaptioner'> = async (input, { yieldNow }) => {
  const file = resolve(input.file)
  const captioner = await openCaptioner(input.captioner)
  const { normalizeEmbeddings, endOfText, averageOf } = captioner
  // What it was trained with, as its own files say it: the model may have been changed since.
  const clip = captioner.clip?.encoder ? captioner.clip : input.clip
  const facts: CaptionerFacts = {
    format: 1,
    normalizeEmbeddings,
    endOfText,
    clip,
    ...(averageOf && { averageOf: [...averageOf] })
  }
  if (input.onnx) {
    await mkdir(file, { recursive: true })
    await writeOnnxFolder(file, captioner, facts, input.onnx)
    return { file, bytes: await bytesOf(file) }
  }
  const weights = await captioner.load()
  await yieldNow()
  if (input.format === 'hf') await writeHfFolder(file, weights, captioner, facts)
  else if (input.format === 'safetensors') {
    await writeClipcapSafetensors(file, weights, input.keys, facts)
  } else await writeClipcapPt(file, weights, input.keys)
  return { file, bytes: await bytesOf(file) }
}

/** Bytes of a file, or of the files of a folder. */
async function bytesOf(path: string): Promise<number> {
  const found = await stat(path)
  if (!found.isDirectory()) return found.size
  const sizes = await Promise.all(
    (await readdir(path)).map(async (name) => (await stat(join(path, name))).size)
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
