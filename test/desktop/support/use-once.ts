import type { Stagehand } from './stagehand.ts'

/** What came out of one use of the application. */
export interface Use {
  demo: { images: number; captions: number; pairs: number; unseen: string }
  embedded: { images: object; sentences: object }
  thumbnail: { status: number; type: string | undefined }
  run: { state: string; step: number }
  captioned: { done: number; failed: number }
  captions: { state: string; text: string | null }[]
  /** Libraries and native packages that the shell has loaded. */
  shell: string[]
  children: { command: string; libraries: string[] }[]
}

/**
 * Uses the application as one who has never been there before: demo library, embeddings, training,
 * captions. Runs inside its process, by `DesktopProcess.evaluate`, and sees nothing of this file.
 */
export async function useOnce(stagehand: Stagehand, path: string): Promise<Use> {
  const { readFileSync } = process.getBuiltinModule('node:fs')
  await stagehand.until(() => stagehand.stage.windows[0]?.url)
  const api = stagehand.connect()

  async function finished<Result>(jobId: number): Promise<Result> {
    for (;;) {
      const { state, result, error } = await api.jobs.get({ id: jobId })
      if (state === 'done') return result as Result
      if (state !== 'queued' && state !== 'running') {
        throw new Error(`${state}: ${error?.message ?? ''}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const loadedBy = (pid: number | 'self') => [
    ...new Set(readFileSync(`/proc/${pid}/maps`, 'utf8').match(/\/\S+\.(node|so[.\d]*)$/gm))
  ]

  const world = { train: 8, val: 2, test: 2, unseen: 2, pairs: 20 }
  const opened = await api.library.openDemo({ path, world })
  const demo = await finished<Use['demo']>(opened.jobId)
  const models = await api.models.list()
  const idOf = (name: string) => models.find((model) => model.name === name)?.id ?? 0
  const clipModelId = idOf('clip-patch32')
  const embedding = await api.embeddings.start({ modelId: clipModelId })
  const embedded = await finished<Use['embedded']>(embedding.jobId)
  const { rows } = await api.images.page({ filter: {}, offset: 0, limit: 1 })
  const thumbnail = await stagehand.request(`viecap://app/media/thumbnails/256/${rows[0]?.id ?? 0}`)
  const gptModelId = idOf('gpt2')
  const few = { batchSize: 4, maxSteps: 10, warmupSteps: 2, prefixLength: 4 }
  const { runId, jobId } = await api.runs.start({ clipModelId, gptModelId, ...few })
  await finished(jobId)
  const source = { kind: 'folder' as const, path: demo.unseen }
  const captioning = await api.captioning.start({ source, runId })
  const captioned = await finished<Use['captioned']>(captioning.jobId)
  const items = await api.captioning.items({ jobId: captioning.jobId, offset: 0, limit: 10 })
  const { state, step } = await api.runs.get({ id: runId })

  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
  return {
    demo,
    embedded,
    thumbnail: { status: thumbnail.status, type: thumbnail.headers['content-type'] },
    run: { state, step },
    captioned,
    captions: items.rows.map(({ state: each, text }) => ({ state: each, text })),
    shell: loadedBy('self'),
    children: children
      .split(' ')
      .map(Number)
      .filter((pid) => pid > 0)
      .map((pid) => ({
        command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '',
        libraries: loadedBy(pid)
      }))
  }
}
