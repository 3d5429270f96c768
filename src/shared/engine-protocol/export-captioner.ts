import type { CaptionerExport } from '../domain'
import type { CaptionerSource, TrainedWith } from './captioner-source'

/** Writes a captioner as a file of another format. */
export interface ExportCaptionerTask {
  exportCaptioner: {
    input: Pick<CaptionerExport, 'format' | 'keys' | 'file'> & {
      captioner: CaptionerSource
      /** The encoder whose embeddings it takes. */
      clip: TrainedWith
    }
    event: never
    output: { file: string; bytes: number }
  }
}
