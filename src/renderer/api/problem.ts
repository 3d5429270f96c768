import { ORPCError } from '@orpc/client'
import * as v from 'valibot'
import { ErrorInfo } from '../../shared/domain'
import { findErrorText, toErrorInfo, AppError, type Locale } from '../../shared/errors'
import { ConnectionLostError } from './connection'

/** What went wrong, ready to be worded for a person. */
export type Problem = ErrorInfo

/** Any value that a call to the workbench threw, as a problem to show. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ConnectionLostError) return toErrorInfo(new AppError('connection.lost'))
  if (error instanceof ORPCError) {
    const data = v.safeParse(ErrorInfo, error.data)
    if (data.success) return data.output
  }
  return toErrorInfo(error)
}

/** The wording of a problem in the language of the window. */
export const describeProblem = (problem: Problem, locale: Locale): string =>
  findErrorText(problem.code, problem.params, locale) ?? problem.message
