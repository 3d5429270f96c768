import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors'
import { explain } from '../../base/files/file-error'
import { EXPORTS_FOLDER } from '../../base/files/library-folder'
import { takeBackUnfinishedImports } from '../imports/take-back-import'
import { configureWriter, tryWriting, type WriteDb } from './connection'
import { checkSchema, migrate, migrations, type OpeningStep } from './migrations'

const FOLDERS = ['thumbnails', 'embeddings', 'runs', EXPORTS_FOLDER, 'backups']

/**
 * Brings a library up to this version and to order, after which it can be worked on: where it was
 * left so, nothing is to do. Throws as `openLibrary`.
 */
export function prepareLibrary(
  write: WriteDb,
  root: string,
  onStep: (step: OpeningStep) => void = () => undefined
): void {
  checkSchema(write)
  configureWriter(write)
  writing(root, () => {
    for (const folder of FOLDERS) mkdirSync(join(root, folder), { recursive: true })
  })
  migrate(write, migrations, onStep)
  tryWriting(write)
  onStep({ phase: 'checking', done: 0, total: null })
  takeBackUnfinishedImports(write)
}

/** A failing file operation in the folder as `library.unwritable`. */
export function writing<T>(root: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new AppError(
      'library.unwritable',
      { path: root, detail: explain(error) },
      { cause: error }
    )
  }
}
