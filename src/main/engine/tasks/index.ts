import type { EngineTask, FeedOf } from '../../../shared/engine-protocol'
import { benchDecode } from './bench-decode'
import { benchEmbed } from './bench-embed'
import { benchScore } from './bench-score'
import { benchLoad } from './bench-load'
import { benchTrain } from './bench-train'
import { caption } from './caption'
import { checkModel } from './check-model'
import { compareScores } from './compare-scores'
import { countTokens } from './count-tokens'
import { devices } from './devices'
import { embedPictures } from './embed-pictures'
import { embedSentences } from './embed-sentences'
import { pretrainClip, pretrainGpt } from './pretrain'
import { readEmbeddings } from './read-embeddings'
import { score } from './score'
import { exportCaptioner } from './export-captioner'
import type { FedTaskFunction, TaskFunction } from './task'
import { train } from './train'

/** Every task of the engine process. */
export const tasks: {
  [T in EngineTask]: [FeedOf<T>] extends [never] ? TaskFunction<T> : FedTaskFunction<T>
} = {
  benchDecode,
  benchEmbed,
  benchScore,
  benchLoad,
  benchTrain,
  caption,
  checkModel,
  compareScores,
  countTokens,
  devices,
  embedPictures,
  embedSentences,
  pretrainClip,
  pretrainGpt,
  readEmbeddings,
  exportCaptioner,
  score,
  train
}
