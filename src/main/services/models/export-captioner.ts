import type { CaptionerExport } from '../../../shared/domain'
import type { Workbench } from '../workbench/workbench'
import { chooseCaptioner } from './captioner'

/** Writes a captioner for other programs: by torch.save, as safetensors, or as a Hugging Face folder. */
export function exportCaptioner(
  { library, engine }: Pick<Workbench, 'library' | 'engine'>,
  { format, keys, file, ...which }: CaptionerExport
): Promise<{ file: string; bytes: number }> {
  const { source, clip } = chooseCaptioner(library, which)
  const { name, weightsHash } = clip
  return engine.run('exportCaptioner', {
    captioner: source,
    clip: { name, weightsHash },
    format,
    keys,
    file
  })
}
