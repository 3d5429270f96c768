import { join } from 'node:path'
import type { CaptionerExport } from '../../../shared/domain'
import { writeOutputFolder } from '../../base/files/write-output-folder'
import { writeOutputs, writePart } from '../../base/files/write-output'
import type { Workbench } from '../workbench/workbench'
import { modelCard } from './card/model-card'
import { chooseCaptioner } from './captioner'

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
  const { bytes } =
    which.format === 'hf'
      ? await writeOutputFolder(file, options, async (folder) => {
          const { bytes: weights } = await write(folder)
          const card = await modelCard(workbench.library, which, license)
          await writePart(join(folder, 'README.md'), card)
          return { bytes: weights + Buffer.byteLength(card) }
        })
      : await writeOutputs([file], options, ([part]) => write(part ?? ''))
  return { file, bytes }
}

/** Writes a captioner for other programs: by torch.save, as safetensors, or as a Hugging Face folder. */
export function writeCaptioner(
  { library, engine }: Parts,
  { format, keys, file, ...which }: Omit<CaptionerExport, 'overwrite' | 'license'>,
  signal?: AbortSignal
): Promise<{ file: string; bytes: number }> {
  const { source, clip } = chooseCaptioner(library, which)
  const { name, weightsHash, encoders } = clip
  const input = {
    captioner: source,
    clip: { name, weightsHash, encoder: encoders.image },
    format,
    keys,
    file
  }
  return engine.run('exportCaptioner', input, { signal })
}
