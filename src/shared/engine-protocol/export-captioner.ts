import type { CaptionerExport, ImageOrientation } from '../domain'
import type { CaptionerSource, TrainedWith } from './captioner-source'

/** Writes a captioner as a file of another format. */
export interface ExportCaptionerTask {
  exportCaptioner: {
    input: Pick<CaptionerExport, 'format' | 'keys' | 'file'> &
      Partial<Pick<CaptionerExport, 'memory'>> & {
        captioner: CaptionerSource
        /** The encoder whose embeddings it takes. */
        clip: TrainedWith
        /** For ONNX files, which hold the CLIP model too: its folder, and how it sees images. */
        onnx?: Pick<CaptionerExport, 'weights' | 'decode'> & {
          clip: string
          orientation: ImageOrientation
        }
      }
    event: never
    output: { file: string; bytes: number }
  }
}
