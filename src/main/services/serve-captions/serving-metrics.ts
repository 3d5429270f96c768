import type { CaptionQueue } from './caption-queue'
import { Counter, gauge, Histogram, writeMetrics } from './metrics'
import type { HeldBytes } from './request-files'

/** Seconds that requests take, from a small model on a graphics card to a large one on a processor. */
const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120]
const BATCHES = [1, 2, 4, 8, 16, 32]

/** What a server of captions counts. */
export class ServingMetrics {
  readonly requests = new Counter()
  readonly seconds = new Histogram(SECONDS)
  readonly images = new Counter()
  readonly imageErrors = new Counter()
  readonly batches = new Histogram(BATCHES)

  /** All of it in Prometheus's text format. */
  write(queue: CaptionQueue, held: HeldBytes): string {
    const { requests, seconds, images, imageErrors, batches } = this
    return writeMetrics([
      {
        name: 'viecap_requests_total',
        help: 'Requests answered, by route and status; 499 where the client had gone.',
        type: 'counter',
        values: requests
      },
      {
        name: 'viecap_request_duration_seconds',
        help: 'From the head of a request to its answer, by route.',
        type: 'histogram',
        values: seconds
      },
      {
        name: 'viecap_images_total',
        help: 'Images captioned, failed, or dropped because the client had gone.',
        type: 'counter',
        values: images
      },
      {
        name: 'viecap_image_errors_total',
        help: 'Images without a caption, by the code of the error.',
        type: 'counter',
        values: imageErrors
      },
      {
        name: 'viecap_queue_images',
        help: 'Images that wait for the engine.',
        type: 'gauge',
        values: gauge(() => queue.waiting)
      },
      {
        name: 'viecap_engine_images',
        help: 'Images that the engine reads or captions.',
        type: 'gauge',
        values: gauge(() => queue.inHand)
      },
      {
        name: 'viecap_batch_images',
        help: 'Images captioned together.',
        type: 'histogram',
        values: batches
      },
      {
        name: 'viecap_engine_starts_total',
        help: 'Engine processes started: one, and one more for each that died.',
        type: 'counter',
        values: gauge(() => queue.starts)
      },
      {
        name: 'viecap_held_bytes',
        help: 'Bytes of requests that are not answered yet.',
        type: 'gauge',
        values: gauge(() => held.held)
      },
      {
        name: 'process_resident_memory_bytes',
        help: 'Memory of the server itself, without the engine.',
        type: 'gauge',
        values: gauge(() => process.memoryUsage.rss())
      }
    ])
  }
}
