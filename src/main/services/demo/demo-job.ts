import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { ImportParams, type DemoParams, type DemoReport } from '../../../shared/domain'
import { runImport } from '../import'
import type { JobContext, JobHandler } from '../jobs/job-handler'
import { addModel, listModels } from '../models/models'
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
    const { library, signal, report, emit } = context
    const { seed, ...sizes } = params as DemoParams
    const dir = join(library.root, DEMO_FOLDER)
    const onProgress = (done: number, total: number): void => {
      report({ phase: 'drawing', done, total })
    }
    await writeWorld(dir, { seed, sizes, signal, onProgress })
    await registerModels(context, join(dir, 'models'))
    const imported = { images: 0, captions: 0, pairs: 0 }
    for (const input of importsOf(dir)) {
      const { images, captions, pairs } = await runImport(library, input, { signal, report })
      imported.images += images.added + images.unchanged
      imported.captions += captions.added + captions.unchanged
      imported.pairs += pairs.added + pairs.unchanged
    }
    for (const entity of ['images', 'captions', 'pairs', 'models'] as const) {
      emit({ type: 'data', entity })
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
