import type { ErrorInfo } from '../domain/common'
import { fileReasonInVietnamese, unwritableDisk } from './file-reasons'
import { reasonInVietnamese } from './image-reasons'
import type { Locale } from './locale'
import { skipReasonText } from './skip-reasons'
import { errorTable, type ErrorCode } from './table'

export type { Locale } from './locale'
export type { ErrorCode } from './table'
export type ErrorParams = Record<string, string | number>

/** An error with the place where it came up. */
export type ErrorReport = ErrorInfo & { stack?: string }

/** An error for a person: a code of the table with the parameters of its wording. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly params: ErrorParams

  constructor(code: ErrorCode, params: ErrorParams = {}, options?: ErrorOptions) {
    super(formatErrorText(code, params, 'en'), options)
    this.name = 'AppError'
    this.code = code
    this.params = params
  }
}

/** Whether a text is a code of the error table. */
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorTable, code)

/** Whether an error is one that nobody expected, which belongs into the log. */
export const isUnexpected = (error: unknown): boolean =>
  !(error instanceof AppError) || error.code === 'unexpected'

/** The wording of `code` in `locale`; an unknown code gives null. */
export function findErrorText(code: string, params: ErrorParams, locale: Locale): string | null {
  return isErrorCode(code) ? formatErrorText(code, params, locale) : null
}

/** Any thrown value as it crosses a process border. */
export function toErrorInfo(error: unknown): ErrorInfo {
  if (error instanceof AppError) {
    return { code: error.code, params: error.params, message: error.message }
  }
  const disk = unwritableDisk(error)
  if (disk) {
    const code = disk.path === '' ? 'disk.unwritable' : 'file.unwritable'
    return { code, params: disk, message: formatErrorText(code, disk, 'en') }
  }
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: 'unexpected',
    params: { detail: message },
    message: formatErrorText('unexpected', { detail: message }, 'en')
  }
}

/** The same with the stack of what nobody expected, for our own processes and threads to log. */
export function toErrorReport(error: unknown): ErrorReport {
  const stack = error instanceof Error && isUnexpected(error) ? error.stack : undefined
  return { ...toErrorInfo(error), ...(stack !== undefined && { stack }) }
}

/** The error that `info` describes, on the receiving side of a process border. */
export function fromErrorInfo(info: ErrorReport): AppError {
  const error = isErrorCode(info.code)
    ? new AppError(info.code, info.params)
    : new AppError('unexpected', { detail: info.message })
  if (info.stack !== undefined) error.stack = info.stack
  return error
}

/** A reason may stand in brackets behind others. */
const inVietnamese = (value: string): string =>
  value.replace(
    /^( ?\(?)(.*?)(\)?)$/s,
    (_whole, before: string, reason: string, after: string) =>
      before + reasonInVietnamese(reason) + after
  )

function formatErrorText(code: ErrorCode, params: ErrorParams, locale: Locale): string {
  return errorTable[code][locale].replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (!Object.hasOwn(params, name)) return whole
    const value = String(params[name])
    if (name === 'reason') return skipReasonText(value, locale)
    return locale === 'vi' ? inVietnamese(fileReasonInVietnamese(value)) : value
  })
}
