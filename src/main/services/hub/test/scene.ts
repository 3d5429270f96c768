import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { commitOf, HubServer } from '../../../../../test/fixtures/hub-server'
import { AppError } from '../../../../shared/errors'
import { readHubName } from '../../../../shared/hub-names'
import { downloadRepository, type DownloadOptions } from '../download'
import { findHub, type Hub } from '../hub'

/** Bytes that are not the same everywhere, so that a wrong place shows. */
export const weights = Buffer.from(
  Array.from({ length: 300_000 }, (_, index) => (index * 7 + index / 251) % 256)
)
export const config = Buffer.from('{"model_type": "gpt2"}')
export const weightsPath = 'model.safetensors'
export const model = 'owner/small'

const files = {
  'config.json': config,
  'merges.txt': Buffer.from('#version\n'),
  [weightsPath]: weights,
  'pytorch_model.bin': weights,
  'flax_model.msgpack': weights,
  'README.md': Buffer.from('words')
}

/** A local hub with one model, and a folder to load it into. */
export class Scene {
  readonly root = mkdtempSync(join(tmpdir(), 'viecap-hub-'))
  readonly models = join(this.root, 'models')
  /** Where the model goes. */
  folder = join(this.models, 'small')
  readonly server: HubServer
  /** How long the downloads waited between their tries, in milliseconds. */
  readonly waits: number[] = []

  private constructor(server: HubServer) {
    this.server = server
  }

  static async open(): Promise<Scene> {
    return new Scene(await HubServer.start({ [model]: files }))
  }

  async close(): Promise<void> {
    await this.server.close()
    rmSync(this.root, { recursive: true })
  }

  /** The commit that the model's revisions name. */
  get commit(): string {
    return commitOf(this.files)
  }

  /** The files of the model on the hub. */
  get files(): Map<string, Buffer> {
    const found = this.server.models.get(model)
    if (!found) throw new Error('the hub has lost its model')
    return found
  }

  /** The local hub; its waits are noted and take no time. */
  hub(changes: Partial<Hub> = {}): Hub {
    const wait = async (ms: number) => void this.waits.push(ms)
    return { ...findHub({ HF_ENDPOINT: this.server.url }), wait, ...changes }
  }

  download({
    name = model,
    ...changes
  }: Partial<DownloadOptions> & { name?: string } = {}): Promise<{ bytes: number }> {
    const wanted = readHubName(name)
    if (!wanted) throw new Error(`${name} is no name of a model`)
    return downloadRepository({
      hub: this.hub(),
      repository: wanted,
      folder: this.folder,
      signal: new AbortController().signal,
      report: () => undefined,
      ...changes
    })
  }

  /** The code and parameters of the error that a download ends with. */
  failure(changes: Parameters<Scene['download']>[0] = {}): Promise<unknown> {
    return this.download(changes).then(
      () => 'no error',
      (error: unknown) =>
        error instanceof AppError ? { code: error.code, ...error.params } : error
    )
  }

  loaded(file: string): Buffer {
    return readFileSync(join(this.folder, file))
  }

  /** Where each request for the weights began. */
  starts(): number[] {
    const ranges = this.server.rangesOf(weightsPath)
    return ranges.map((range) => Number(/^bytes=(\d+)-$/.exec(range ?? 'bytes=0-')?.[1]))
  }

  /** The model is there, complete, and nothing is left beside it. */
  expectLoaded(): void {
    expect(readdirSync(this.models)).toEqual(['small'])
    const expected = ['config.json', 'merges.txt', weightsPath, 'viecap-download.json']
    expect(readdirSync(this.folder).sort()).toEqual(expected)
    expect(this.loaded(weightsPath).equals(weights)).toBe(true)
  }
}
