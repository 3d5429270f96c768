import { closeDb, get, openScratch, run, type WriteDb } from '../core/connection'

/**
 * Names of files that are given away, of which no two may be the same file on any disk: upper and
 * lower case and both normal forms of a letter count as one. On the disk, since they may be many.
 */
export interface TakenNames {
  readonly db: WriteDb
}

export const openTakenNames = (): TakenNames => ({
  db: openScratch('CREATE TABLE taken (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;')
})
export const closeTakenNames = ({ db }: TakenNames): void => closeDb(db)

const fold = (name: string): string => name.normalize('NFC').toLowerCase()

export const isTaken = ({ db }: TakenNames, name: string): boolean =>
  get(db, 'SELECT 1 FROM taken WHERE name = ?', fold(name)) !== undefined

export function takeName({ db }: TakenNames, name: string): void {
  run(db, 'INSERT OR IGNORE INTO taken (name) VALUES (?)', fold(name))
}
