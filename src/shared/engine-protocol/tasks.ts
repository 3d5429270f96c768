import type { AgreementTask } from './agreement'
import type { AverageTask } from './average'
import type { BenchTasks } from './bench'
import type { CaptionTask } from './caption'
import type { CaptionRequestsTask } from './caption-requests'
import type { CheckModelTask } from './check-model'
import type { DevicesTask } from './devices'
import type { EmbedTasks } from './embed'
import type { ExportCaptionerTask } from './export-captioner'
import type { ReadEmbeddingsTask } from './read-embeddings'
import type { ScoreTasks } from './score'
import type { TokenTasks } from './tokens'
import type { TrainTask } from './train'

/** The work that the engine process does: input, events while it runs, output at its end. */
export interface EngineTasks
  extends
    AgreementTask,
    AverageTask,
    BenchTasks,
    CaptionTask,
    CaptionRequestsTask,
    CheckModelTask,
    DevicesTask,
    EmbedTasks,
    ExportCaptionerTask,
    ReadEmbeddingsTask,
    ScoreTasks,
    TokenTasks,
    TrainTask {}

export type EngineTask = keyof EngineTasks
/** What a task is fed while it runs. */
export type FeedOf<T extends EngineTask> = EngineTasks[T] extends { feed: infer F } ? F : never
