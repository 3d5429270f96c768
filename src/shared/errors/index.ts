import type { ErrorInfo } from '../domain/common'
import { reasonInVietnamese } from './picture-reasons'
import { errorTable, type ErrorCode } from './table'

export type { ErrorCode } from './table'
export type ErrorParams = Record<string, string | number>
export type Locale = 'en' | 'vi'

/** An error for a person: a code of the table with the parameters of its wording. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly params: ErrorParams

  constructor(code: ErrorCode, params: ErrorParams = {}, options?: ErrorOptions) {
    super(wordError(code, params, 'en'), options)
    this.name = 'AppError'
    this.code = code
    this.params = params
  }
}

/** The wording of `code` in `locale`; an unknown code gives null. */
export function findErrorText(code: string, params: ErrorParams, locale: Locale): string | null {
  return Object.hasOwn(errorTable, code) ? wordError(code as ErrorCode, params, locale) : null
}

/** Any thrown value as it crosses a process border. */
export function toErrorInfo(error: unknown): ErrorInfo {
  if (error instanceof AppError) {
    return { code: error.code, params: error.params, message: error.message }
  }
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: 'unexpected',
    params: { detail: message },
    message: wordError('unexpected', { detail: message }, 'en')
  }
}

/** The error that `info` describes, on the receiving side of a process border. */
export function fromErrorInfo(info: ErrorInfo): AppError {
  return Object.hasOwn(errorTable, info.code)
    ? new AppError(info.code as ErrorCode, info.params)
    : new AppError('unexpected', { detail: info.message })
}

function wordError(code: ErrorCode, params: ErrorParams, locale: Locale): string {
  return errorTable[code][locale].replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (!Object.hasOwn(params, name)) return whole
    const value = String(params[name])
    return locale === 'vi' ? reasonInVietnamese(value) : value
  })
}
