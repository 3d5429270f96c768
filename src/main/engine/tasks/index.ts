import type { EngineTask } from '../../../shared/engine-protocol'
import { benchDecode } from './bench-decode'
import { benchEmbed } from './bench-embed'
import { benchTrain } from './bench-train'
import { caption } from './caption'
import { checkModel } from './check-model'
import { devices } from './devices'
import { embedPictures } from './embed-pictures'
import { embedSentences } from './embed-sentences'
import { readEmbeddings } from './read-embeddings'
import { score } from './score'
import { exportCaptioner } from './export-captioner'
import type { TaskFunction } from './task'
import { train } from './train'

/** Every task of the engine process. */
export const tasks: { [T in EngineTask]: TaskFunction<T> } = {
  benchDecode,
  benchEmbed,
  benchTrain,
  caption,
  checkModel,
  devices,
  embedPictures,
  embedSentences,
  readEmbeddings,
  exportCaptioner,
  score,
  train
}
