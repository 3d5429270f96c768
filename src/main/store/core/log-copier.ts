import { once } from 'node:events'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { databaseOf, placeOf, type WriteDb } from './connection'

/** Pages of the log at which SQLite copies it into the database by itself: its own default. */
const AUTOMATIC_PAGES = 1000

/**
 * Runs in the thread: copies when told, by a connection of its own, and says when it is done. What
 * cannot be copied, for a full disk, is sound in the log.
 */
const THREAD = `
  const { parentPort, workerData } = require('node:worker_threads')
  const Database = require(workerData.driver)
  const database = new Database(workerData.file, { timeout: 0 })
  parentPort.on('message', () => {
    try { database.pragma('wal_checkpoint(PASSIVE)') } catch {}
    parentPort.postMessage('done')
  })`

/**
 * Copies the write-ahead log into the database on a thread of its own, so that the one that writes
 * much is not held up by it. Until it is closed nobody else copies the log.
 */
export class LogCopier {
  readonly #db: WriteDb
  #thread: Worker | null = null

  constructor(db: WriteDb) {
    this.#db = db
    databaseOf(db).pragma('wal_autocheckpoint = 0')
  }

  /** Copies all that is written. Nothing should be written meanwhile, or the log grows on. */
  async copy(): Promise<void> {
    this.#thread ??= new Worker(THREAD, {
      eval: true,
      workerData: {
        driver: createRequire(import.meta.url).resolve('better-sqlite3'),
        file: placeOf(this.#db).file
      }
    })
    this.#thread.postMessage('copy')
    try {
      await once(this.#thread, 'message')
    } catch (error) {
      // A thread that threw has ended.
      this.#thread = null
      throw error
    }
  }

  /** Copies what is left of a long log, and lets SQLite copy it by itself again. */
  async close(): Promise<void> {
    if (this.#thread) {
      await this.copy()
      await this.#thread.terminate()
    }
    databaseOf(this.#db).pragma(`wal_autocheckpoint = ${AUTOMATIC_PAGES}`)
  }
}
