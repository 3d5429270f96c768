import { parentPort, workerData } from 'node:worker_threads'
import { answerRequests } from '../base/process/worker-client'
import { preprocessImage, type ClipPreprocessing } from './clip-preprocess'

/** A thread of an `ImageReader`: makes images ready, some at a time as they are asked for. */
const preprocessing = workerData as ClipPreprocessing

answerRequests(
  parentPort,
  (path: string) => preprocessImage(path, preprocessing),
  ({ buffer }) => [buffer as ArrayBuffer]
)
