import { mapEventIterator } from '@orpc/client'
import { ORPCError, ValidationError } from '@orpc/server'
import type { ErrorInfo } from '../../shared/domain'
import { isUnexpected, toErrorInfo } from '../../shared/errors'
import { inputError } from '../../shared/errors/input-error'
import type { Workbench } from '../services/workbench/workbench'

/** Where an error came up, for the log. */
export interface Where {
  log: Workbench['log']
  procedure: string
  /** Aborted where nobody waits for the answer any more: what fails then is no fault. */
  signal?: AbortSignal | undefined
}

/**
 * Whatever was thrown, as the contract's one error, which carries its code and wording. What nobody
 * expected is logged with its stack.
 */
export function explain(
  thrown: unknown,
  { log, procedure, signal }: Where
): ORPCError<'APP_ERROR', ErrorInfo> {
  if (isExplained(thrown)) return thrown
  const error = readable(thrown)
  if (isUnexpected(error) && !signal?.aborted) log.error({ error, procedure }, 'procedure failed')
  return appError(error)
}

/** An error as the contract's one error. */
export function appError(error: unknown): ORPCError<'APP_ERROR', ErrorInfo> {
  const data = toErrorInfo(error)
  return new ORPCError('APP_ERROR', { data, message: data.message, cause: error })
}

const isExplained = (thrown: unknown): thrown is ORPCError<'APP_ERROR', ErrorInfo> =>
  thrown instanceof ORPCError && thrown.code === 'APP_ERROR'

/** What a procedure answers with; where that is a stream, its errors are explained as well. */
export function explainStream<T>(output: T, where: Where): T {
  if (!isStream(output)) return output
  return mapEventIterator(output, {
    value: async (value: unknown) => value,
    error: async (thrown) => explain(thrown, where)
  }) as T
}

const isStream = (output: unknown): output is AsyncIterator<unknown> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output

/** Input that the contract refuses, as an error that names the field. */
function readable(thrown: unknown): unknown {
  const cause = thrown instanceof ORPCError ? thrown.cause : null
  const refused = thrown instanceof ORPCError && thrown.code === 'BAD_REQUEST'
  return refused && cause instanceof ValidationError ? inputError(cause.issues) : thrown
}
