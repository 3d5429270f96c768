import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { ImportParams, type DemoParams, type DemoReport } from '../../../shared/domain'
import { listModels } from '../../store/runs/models'
import { runImport } from '../import'
import type { JobContext, JobHandler } from '../jobs/job-handler'
import { addModel } from '../models/models'
import { demoModels, findModelsFolder } from './models-folder'
import { worldFiles, writeWorld } from './write-world'

/** Where in its library the demo's files are. */
const DEMO_FOLDER = 'demo'

/**
 * Fills a library with the demo world: draws it into the library's own folder, imports captions and
 * pairs as any others, and registers the models that come with the workbench. Done again, it finds
 * all of it there. The result is a `DemoReport`.
 */
export const demoJob: JobHandler = {
  kind: 'demo',

  async run(context, params): Promise<DemoReport> {
    const { library, images, signal, report } = context
    const { seed, ...sizes } = params as DemoParams
    const dir = join(library.root, DEMO_FOLDER)
    const onProgress = (done: number, total: number): void => {
      report({ phase: 'drawing', done, total })
    }
    const toJpeg = (svg: string): Promise<Buffer> => images.run('drawingToJpeg', svg)
    await writeWorld(dir, { seed, sizes, toJpeg, signal, onProgress })
    await registerModels(context, join(dir, 'models'))
    const imported = { images: 0, captions: 0, pairs: 0 }
    for (const input of importsOf(dir)) {
      const found = await runImport(library, input, { images, signal, report })
      imported.images += found.images.added + found.images.unchanged
      imported.captions += found.captions.added + found.captions.unchanged
      imported.pairs += found.pairs.added + found.pairs.unchanged
    }
    return { ...imported, folder: dir, unseen: join(dir, worldFiles.unseen) }
  }
}

function importsOf(dir: string): ImportParams[] {
  const images = (['train', 'val', 'test'] as const).map((split) => ({
    path: join(dir, worldFiles.captions(split)),
    format: 'viecap4h',
    imagesDir: join(dir, worldFiles.images),
    split
  }))
  const pairs = { path: join(dir, worldFiles.english), format: 'pairs', valFraction: 0.05 }
  return [...images, pairs].map((params) => v.parse(ImportParams, params))
}

/** Copies the models into the library, which then moves as a whole, and registers them. */
async function registerModels({ library, engine, report }: JobContext, dir: string): Promise<void> {
  const source = findModelsFolder()
  const names = Object.values(demoModels)
  for (const [done, name] of names.entries()) {
    report({ phase: 'adding-models', done, total: names.length })
    const target = join(dir, name)
    await mkdir(target, { recursive: true })
    for (const file of await readdir(join(source, name))) {
      await copyFile(join(source, name, file), join(target, file))
    }
    if (listModels(library.read).every(({ path }) => path !== target)) {
      await addModel({ library, engine }, { path: target })
    }
  }
}
