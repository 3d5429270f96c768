import { join } from 'node:path'
import { AppError } from '../../../shared/errors'
import { HeldFolder, identityOf, isAt, type Identity } from '../../base/files/held-folder'
import { LIBRARY_DATABASE } from '../../base/files/library-folder'

/** Where a database lies: what a connection is opened by. */
export interface Place {
  /** Absolute path of the library folder as it is now. */
  readonly root: string
  /** The database's own file. */
  readonly file: string
  /** Throws `library.gone` where what is written would be lost. */
  requireThere?(): void
}

export const databaseIn = (root: string): string => join(root, LIBRARY_DATABASE)

/** How long a path that was looked at counts as right, in milliseconds. */
const SURE_MS = 200

/**
 * Where an open library lies. SQLite works on through its open files whatever happens to the
 * folder: after a move all paths have to follow, and after a deletion nothing may be acknowledged.
 */
export class LibraryPlace implements Place {
  #root: string
  #looked = performance.now()
  readonly #folder: HeldFolder
  /** The database and its log, by their names; known once the library is open. */
  #files: [suffix: string, identity: Identity][] = []

  readonly #copy: string | null

  /** @param file The database, which may be a copy of the library's own to read from. */
  constructor(root: string, file = databaseIn(root)) {
    this.#root = root
    this.#folder = new HeldFolder(root)
    this.#copy = file === databaseIn(root) ? null : file
  }

  get root(): string {
    const now = performance.now()
    if (now - this.#looked > SURE_MS) {
      this.#looked = now
      this.#root = this.#folder.find() ?? this.#root
    }
    return this.#root
  }

  get file(): string {
    return this.#copy ?? databaseIn(this.root)
  }

  /** Notes which files are open: others by the same names are not this library. */
  noteFiles(): void {
    if (this.#copy !== null) return
    this.#files = ['', '-wal'].flatMap((suffix) => {
      const identity = identityOf(databaseIn(this.#root) + suffix)
      return identity ? [[suffix, identity] satisfies [string, Identity]] : []
    })
  }

  requireThere(): void {
    if (this.#holdsFiles(this.#root)) return
    const found = this.#folder.find()
    if (found === null || !this.#holdsFiles(found)) {
      throw new AppError('library.gone', { path: this.#root })
    }
    this.#root = found
  }

  #holdsFiles(root: string): boolean {
    const database = databaseIn(root)
    return this.#files.every(([suffix, identity]) => isAt(database + suffix, identity))
  }

  close(): void {
    this.#folder.close()
  }
}
