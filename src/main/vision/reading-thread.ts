import { parentPort, workerData } from 'node:worker_threads'
import { toErrorInfo } from '../../shared/errors'
import { preprocessPicture, type ClipPreprocessing } from './clip-preprocess'
import type { ReadReply, ReadRequest } from './picture-reader'

/** A thread of a `PictureReader`: makes pictures ready, some at a time as they are asked for. */
const preprocessing = workerData as ClipPreprocessing

async function read({ id, path }: ReadRequest): Promise<void> {
  const reply = (content: ReadReply, transfer: ArrayBuffer[] = []) =>
    parentPort?.postMessage(content, transfer)
  try {
    const pixels = await preprocessPicture(path, preprocessing)
    reply({ id, pixels }, [pixels.buffer as ArrayBuffer])
  } catch (error) {
    reply({ id, error: toErrorInfo(error) })
  }
}

parentPort?.on('message', (request: ReadRequest) => void read(request))
