import { AppError } from '../../../shared/errors'

/**
 * What the runtime and its surroundings say where memory runs out, as they were seen to:
 * the CPU's arena and its allocations outside of it; V8's buffers; WebGPU where the card is full
 * (the buffer is invalid from then on), and where a tensor is larger than its buffers or bindings
 * can be; CUDA and cuBLAS by their documentation.
 */
const MESSAGES =
  /Failed to allocate memory|std::bad_alloc|Array buffer allocation failed|Invalid (?:array|typed array) (?:buffer )?length|\[Invalid Buffer|exceeds the max buffer size limit|Too many storage buffers in shader|OUT_OF_(?:DEVICE|HOST)_MEMORY|out of memory|CUBLAS_STATUS_ALLOC_FAILED/i

/** Whether memory ran out, so that the same work may succeed on less at a time. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && MESSAGES.test(error.message)
}

/** The error for a person where memory ran out; any other as it is. */
export const outOfMemory = (cause: unknown): unknown =>
  isOutOfMemory(cause) ? new AppError('train.out-of-memory', {}, { cause }) : cause

/**
 * Half of a batch that memory did not hold. Throws `train.out-of-memory` where it was one example,
 * and any other error as it is.
 */
export function halved(size: number, cause: unknown): number {
  if (size <= 1 || !isOutOfMemory(cause)) throw outOfMemory(cause)
  return Math.ceil(size / 2)
}
