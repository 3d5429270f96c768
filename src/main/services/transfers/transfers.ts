import { join, sep } from 'node:path'
import * as v from 'valibot'
import {
  ImportParams,
  type Job,
  type TransferPlace,
  type Upload,
  type UploadFile
} from '../../../shared/domain'
import { pathFinder } from '../../../shared/domain/paths-in'
import { AppError } from '../../../shared/errors'
import { allowTransfers } from '../../base/files/allowed-roots'
import type { Workbench } from '../workbench/workbench'
import { Downloads, type Download } from './downloads'
import { Uploads, type UploadLimits } from './uploads'

const CLEAN_MS = 600_000

export interface TransferOptions {
  workbench: Workbench
  /** Folder for files on their way, which belongs to the server alone. */
  folder: string
  limits: UploadLimits
}

/** Files that come to a server through browsers and go from it, each of one person. */
export class Transfers {
  readonly #close: () => void

  private constructor(
    readonly uploads: Uploads,
    readonly downloads: Downloads,
    private readonly folder: string,
    workbench: Workbench
  ) {
    const warn = (error: unknown) => workbench.log.warn({ error }, 'uploads could not be removed')
    // What an import has taken into the library is not needed any more.
    const stop = workbench.events.listen((event) => {
      if (event.type !== 'job' || event.job.state !== 'done') return
      void uploads.discardOf(pathsOf(event.job)).catch(warn)
    })
    const clean = async () => {
      await uploads.clean(unfinishedJobs(workbench).flatMap(pathsOf))
      await downloads.clean()
    }
    void clean().catch(warn)
    const timer = setInterval(() => void clean().catch(warn), CLEAN_MS)
    timer.unref()
    this.#close = () => {
      stop()
      clearInterval(timer)
    }
  }

  /** Throws `file.unwritable` where the folder cannot be made. */
  static async open({ workbench, folder, limits }: TransferOptions): Promise<Transfers> {
    const uploads = await Uploads.open(join(folder, 'uploads'), limits)
    const downloads = await Downloads.open(join(folder, 'downloads'))
    await allowTransfers(folder)
    return new Transfers(uploads, downloads, folder, workbench)
  }

  async close(): Promise<void> {
    this.#close()
    await allowTransfers(null)
  }

  /** @param owner Id of the person. */
  of(owner: number): OwnTransfers {
    return new OwnTransfers(owner, this.uploads, this.downloads, this.folder)
  }
}

/** The uploads and downloads of one person. */
export class OwnTransfers {
  constructor(
    private readonly owner: number,
    private readonly uploads: Uploads,
    private readonly downloads: Downloads,
    private readonly folder: string
  ) {}

  beginUpload(files: readonly UploadFile[]): Promise<Upload> {
    return this.uploads.begin(this.owner, files)
  }

  /** As `Uploads.write`. */
  write(
    place: { id: string; file: number; offset: number },
    body: AsyncIterable<Uint8Array>
  ): Promise<number> {
    return this.uploads.write(this.owner, place, body)
  }

  discardUpload(id: string): Promise<void> {
    return this.uploads.discard(this.owner, id)
  }

  beginDownload(): Promise<string> {
    return this.downloads.begin(this.owner)
  }

  readDownload(id: string): Promise<Download> {
    return this.downloads.read(this.owner, id)
  }

  discardDownload(id: string): Promise<void> {
    return this.downloads.discard(this.owner, id)
  }

  /** The path that a place stands for, and what to call once the call that names it has ended. */
  take({ kind, id, name }: TransferPlace): { path: string; release(): void } {
    if (kind === 'download') return this.downloads.hold(this.owner, id, name)
    return { path: this.uploads.pathOf(this.owner, id, name), release: () => undefined }
  }

  /** Whether a path lies among files that go away again. */
  holds(path: string): boolean {
    return path.startsWith(this.folder + sep)
  }
}

/** Paths that an import reads. */
function pathsOf({ kind, params }: Job): string[] {
  if (kind !== 'import' || !v.is(ImportParams, params)) return []
  return pathFinder(ImportParams)?.(params).map(({ path }) => path) ?? []
}

/** Far more than a queue has. */
const ALL = 10_000

function unfinishedJobs(workbench: Workbench): Job[] {
  try {
    return workbench
      .jobs(ALL)
      .filter(({ state }) => state === 'queued' || state === 'running' || state === 'paused')
  } catch (error) {
    if (error instanceof AppError && error.code === 'library.none-open') return []
    throw error
  }
}
