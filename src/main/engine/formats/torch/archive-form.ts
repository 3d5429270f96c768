import type { TorchValue } from './values'

/** What both forms of an archive come to. */
export interface ArchiveForm {
  root: TorchValue
  /** Byte of the file at which a storage's elements begin. */
  storageStart(key: string): Promise<number>
}
