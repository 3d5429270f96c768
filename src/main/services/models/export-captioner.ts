import { join } from 'node:path'
import * as v from 'valibot'
import { DecodeOptions, type CaptionerChoice, type CaptionerExport } from '../../../shared/domain'
import { writeOutputFolder } from '../../base/files/write-output-folder'
import { writeOutputs, writePart } from '../../base/files/write-output'
import type { Workbench } from '../workbench/workbench'
import { modelCard } from './card/model-card'
import { chooseCaptioner, fittingCaptioner } from './captioner'
import { orientationOf } from './image-orientation'

type Parts = Pick<Workbench, 'library' | 'engine'>

/**
 * Writes a captioner where a person wants it, a folder with a card. Throws as `writeOutputs` and `writeOutputFolder`.
 */
export async function exportCaptioner(
  workbench: Parts,
  { overwrite, file, license, ...which }: CaptionerExport,
  signal?: AbortSignal
): Promise<{ file: string; bytes: number }> {
  const options = { overwrite, signal }
  const write = (path: string) => writeCaptioner(workbench, { ...which, file: path }, signal)
  const withCard = async (folder: string) => {
    const { bytes: weights } = await write(folder)
    const card = await modelCard(workbench.library, which, { license, memory: which.memory })
    await writePart(join(folder, 'README.md'), card)
    return { bytes: weights + Buffer.byteLength(card) }
  }
  const { bytes } =
    which.format === 'hf'
      ? await writeOutputFolder(file, options, withCard)
      : which.format === 'onnx'
        ? await writeOutputFolder(file, options, write)
        : await writeOutputs([file], options, ([part]) => write(part ?? ''))
  return { file, bytes }
}

type Files = Pick<CaptionerExport, 'format' | 'keys' | 'file'> &
  CaptionerChoice &
  Partial<Pick<CaptionerExport, 'weights' | 'decode' | 'memory'>>

/** Writes a captioner for other programs into a file, or into a folder that is empty. */
export async function writeCaptioner(
  { library, engine }: Parts,
  { format, keys, file, weights = 'float32', decode, memory = false, ...which }: Files,
  signal?: AbortSignal
): Promise<{ file: string; bytes: number }> {
  const onnx = format === 'onnx'
  // ONNX files hold the CLIP model, which must be the one that the captioner was trained with.
  const chosen = onnx
    ? await fittingCaptioner({ library, engine }, which)
    : chooseCaptioner(library, which)
  const { name, weightsHash, encoders, path } = chosen.clip
  const input = {
    captioner: chosen.source,
    clip: { name, weightsHash, encoder: encoders.image },
    ...{ format, keys, file, memory },
    ...(onnx && {
      onnx: {
        clip: path,
        orientation: orientationOf(encoders.image),
        weights,
        decode: decode ?? v.parse(DecodeOptions, {})
      }
    })
  }
  return engine.run('exportCaptioner', input, { signal })
}
