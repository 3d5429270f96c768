import { pathToFileURL } from 'node:url'
import { commit, createBranch, createRepo, HubApiError } from '@huggingface/hub'
import type { JobProgress } from '../../../shared/domain'
import { AppError, type ErrorCode, type ErrorParams } from '../../../shared/errors'
import { describeHubName, type HubRepository } from '../../../shared/hub-names'
import { fileError } from '../../base/files/file-error'
import { hasHash } from './hash-file'
import type { Hub } from './hub'
import { listHubFiles, type HubFile, type HubListing } from './list-files'
import { localFiles, type LocalFile } from './local-files'
import { Retries } from './retries'
import { inBrackets, sendingFetch } from './sending-fetch'

/** Files of one commit: what is in one is not looked at again when a push goes on. */
const COMMIT_FILES = 500
/** Every repository has it from its beginning. */
const OWN_FILE = '.gitattributes'

export interface PushOptions {
  hub: Hub
  /** Its revision is the branch that is written to. */
  repository: HubRepository
  /** Absolute path of the folder, or of a single file. */
  path: string
  /** Whether everybody may see a repository that is made, or that is there. */
  isPublic: boolean
  /** Whether files of a repository that holds others may be replaced. */
  replace: boolean
  signal: AbortSignal
  report(progress: Pick<JobProgress, 'phase' | 'done' | 'total'>): void
}

export interface PushReport {
  /** The page of the repository. */
  url: string
  isPublic: boolean
  /** Files and bytes that the hub lacked, and files that it had. */
  files: number
  bytes: number
  unchanged: number
}

/**
 * Pushes a folder to the hub, into a repository that is made where there is none. What the hub has
 * by its hash is not sent: a push that was cut off goes on where it stopped. No file is deleted.
 * Throws codes of `push.` and `hub.`, `file.not-found`, `file.unreadable` or `engine.cancelled`.
 */
export async function pushFolder(options: PushOptions): Promise<PushReport> {
  const { hub, repository, signal, path } = options
  const { host } = hub
  if (hub.token === null && hub.credentials === null) throw new AppError('push.no-token', { host })
  try {
    return await new Push(options).run(await localFiles(hub, path, signal))
  } catch (error) {
    if (signal.aborted) throw new AppError('engine.cancelled', {}, { cause: error })
    if (error instanceof AppError) throw error
    const { path: file } = error as NodeJS.ErrnoException
    if (file !== undefined) throw fileError(file, error)
    const detail = error instanceof Error ? error.message : String(error)
    const name = describeHubName(repository)
    throw new AppError('push.bad-answer', { host, name, detail }, { cause: error })
  }
}

/** One push on its way. */
class Push {
  readonly #options: PushOptions
  readonly #name: string
  readonly #retries: Retries
  readonly #client: Pick<
    Parameters<typeof commit>[0] & Parameters<typeof createRepo>[0],
    'repo' | 'hubUrl' | 'fetch'
  >
  /** Bytes of all that the hub lacks, and of the commits that are there. */
  #total = 0
  #before = 0
  /** Bytes of the next commit, and of it what has arrived and what was sent. */
  #together = 0
  #arrived = 0
  #sent = 0
  /** The furthest that was reported. */
  #shown = 0

  constructor(options: PushOptions) {
    const { hub, repository, signal } = options
    const { kind, owner, name } = repository
    this.#options = options
    this.#name = describeHubName(repository)
    this.#retries = new Retries(hub, signal)
    this.#client = {
      repo: { type: kind, name: `${owner}/${name}` },
      hubUrl: hub.endpoint,
      fetch: sendingFetch({
        hub,
        about: this.#name,
        signal,
        onBytes: (bytes) => this.#show((this.#sent += bytes)),
        onArrived: (bytes) => this.#noteArrival(bytes)
      })
    }
  }

  async run(files: readonly LocalFile[]): Promise<PushReport> {
    const { hub, repository, report, isPublic } = this.#options
    report({ phase: 'listing-model', done: 0, total: null })
    const there = (await this.#find()) ?? (await this.#create())
    if (there.isPublic && !isPublic) throw this.#error('push.is-public')
    const lacking = await this.#lackingOf(files, there.files)
    this.#total = sum(lacking)
    for (let from = 0; from < lacking.length; from += COMMIT_FILES) {
      await this.#commit(lacking.slice(from, from + COMMIT_FILES))
    }
    const place = `${repository.kind === 'dataset' ? 'datasets/' : ''}${repository.owner}/${repository.name}`
    return {
      url: `${hub.endpoint}/${place}`,
      isPublic: there.isPublic,
      files: lacking.length,
      bytes: this.#total,
      unchanged: files.length - lacking.length
    }
  }

  /** What the branch holds; null where there is no repository. */
  async #find(): Promise<HubListing | null> {
    const { revision } = this.#options.repository
    const main = await this.#list('main')
    if (!main || revision === 'main') return main
    return (await this.#list(revision)) ?? this.#branch(main)
  }

  #list(revision: string): Promise<HubListing | null> {
    const { hub, repository, signal } = this.#options
    const asked = { ...repository, revision }
    return this.#retries
      .run(() => listHubFiles(hub, asked, signal, true))
      .catch((error: unknown) => {
        // The hub hides what it does not show; whether one may write there, it says when asked to.
        const hidden = error instanceof AppError && hiddenCodes.has(error.code)
        if (hidden) return null
        throw error
      })
  }

  async #create(): Promise<HubListing> {
    const { repository, isPublic } = this.#options
    await this.#ask(() =>
      createRepo({
        ...this.#client,
        // The client wants one; what is sent in its place is the hub's own.
        accessToken: 'hf_',
        visibility: isPublic ? 'public' : 'private'
      })
    )
    // A repository that was there is one that is not shown: its own answers will say why.
    const main = (await this.#list('main')) ?? { commit: '', isPublic, files: [] }
    return repository.revision === 'main' ? main : this.#branch(main)
  }

  /** Begins the branch where the main one is. */
  async #branch(main: HubListing): Promise<HubListing> {
    const { revision } = this.#options.repository
    await this.#ask(() => createBranch({ ...this.#client, branch: revision }))
    return main
  }

  /** Asks the hub for what may be there already. */
  async #ask(work: () => Promise<unknown>): Promise<void> {
    await this.#retries.run(async () => {
      try {
        await work()
      } catch (error) {
        if (!(error instanceof HubApiError && error.statusCode === 409)) throw error
      }
    })
  }

  /**
   * The files that the hub does not have. Throws `push.name-taken` where it has others, or others
   * of the same name, which this is not to replace.
   */
  async #lackingOf(files: readonly LocalFile[], there: readonly HubFile[]): Promise<LocalFile[]> {
    const { signal, replace } = this.#options
    const strange = new Map(there.map((file) => [file.path, file]))
    strange.delete(OWN_FILE)
    const lacking: LocalFile[] = []
    for (const local of files) {
      const found = strange.get(local.path)
      const same = found?.size === local.size && (await hasHash(local.file, found, signal))
      if (same) strange.delete(local.path)
      else lacking.push(local)
    }
    const [other] = strange.keys()
    if (other !== undefined && !replace) throw this.#error('push.name-taken', { file: other })
    return lacking
  }

  async #commit(files: readonly LocalFile[]): Promise<void> {
    const { repository, signal } = this.#options
    this.#together = sum(files)
    this.#arrived = 0
    await this.#retries.run(async () => {
      this.#show((this.#sent = this.#arrived))
      try {
        await commit({
          ...this.#client,
          branch: repository.revision,
          title: `Add ${files.length === 1 ? files[0]?.path : `${files.length} files`}`,
          operations: files.map(({ path, file }) => ({
            operation: 'addOrUpdate',
            path,
            content: pathToFileURL(file)
          })),
          abortSignal: signal
        })
      } catch (error) {
        throw this.#wordRefusal(error)
      }
    })
    this.#before += this.#together
    this.#show((this.#sent = 0))
  }

  /** A hub that asks for more than there is has lost what arrived: that is no gain. */
  #noteArrival(bytes: number): void {
    this.#arrived += bytes
    if (this.#arrived <= this.#together) this.#retries.gained()
  }

  /** What the hub says of one of the files. */
  #wordRefusal(error: unknown): unknown {
    if (!(error instanceof HubApiError)) return error
    const { statusCode: status, message } = error
    const detail = inBrackets(this.#options.hub, message)
    return this.#error('push.refused', { status, detail })
  }

  #show(sent: number): void {
    // What is sent again after a failure is no progress.
    this.#shown = Math.max(this.#shown, Math.min(this.#before + sent, this.#total))
    this.#options.report({ phase: 'uploading', done: this.#shown, total: this.#total })
  }

  #error(code: ErrorCode, params: ErrorParams = {}) {
    return new AppError(code, { host: this.#options.hub.host, name: this.#name, ...params })
  }
}

const hiddenCodes: ReadonlySet<string> = new Set(['hub.not-found', 'hub.not-allowed'])

const sum = (files: readonly LocalFile[]): number =>
  files.reduce((bytes, { size }) => bytes + size, 0)
