import type { EngineTask, FeedOf } from '../../../../shared/engine-protocol'
import { agreement } from './agreement'
import { averageCaptioners } from './average-captioners'
import { benchDecode } from './bench-decode'
import { benchEmbed } from './bench-embed'
import { benchScore } from './bench-score'
import { benchLoad } from './bench-load'
import { benchTrain } from './bench-train'
import { caption } from './caption'
import { captionRequests } from './caption-requests'
import { checkModel } from './check-model'
import { compareScores } from './compare-scores'
import { countTokens } from './count-tokens'
import { describeClip } from './describe-clip'
import { devices } from './devices'
import { embedImages } from './embed-images'
import { embedSentences } from './embed-sentences'
import { findStops } from './find-stops'
import { readEmbeddings } from './read-embeddings'
import { score } from './score'
import { exportCaptioner } from './export-captioner'
import type { FedTaskFunction, TaskFunction } from './task'
import { train } from './train'

/** Every task of the engine process. */
export const tasks: {
  [T in EngineTask]: [FeedOf<T>] extends [never] ? TaskFunction<T> : FedTaskFunction<T>
} = {
  agreement,
  averageCaptioners,
  benchDecode,
  benchEmbed,
  benchScore,
  benchLoad,
  benchTrain,
  caption,
  captionRequests,
  checkModel,
  compareScores,
  countTokens,
  describeClip,
  devices,
  embedImages,
  embedSentences,
  findStops,
  readEmbeddings,
  exportCaptioner,
  score,
  train
}
