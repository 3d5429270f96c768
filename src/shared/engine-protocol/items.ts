import type { ErrorInfo } from '../domain'

export interface ImageRef {
  id: number
  /** Absolute path of the file. */
  path: string
}

export interface FailedItem {
  type: 'failed'
  id: number
  error: ErrorInfo
}
