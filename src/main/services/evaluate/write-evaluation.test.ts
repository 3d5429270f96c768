import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { keepEvaluated } from '../../store/runs/evaluations'
import { mutate } from '../../store/core/history'
import { beginImport, finishImport, importImage } from '../../store/imports/imports'
import { insertJob, updateJob } from '../../store/jobs/jobs'
import { writeEvaluation } from '.'

const paths = ['/p/a/x.jpg', '/p/b/x.jpg', '/p/b/y.jpg']

/** An evaluation of three images, two of which have one name. */
function evaluated() {
  const library = tempLibrary()
  const { write } = library
  const importId = beginImport(write, '/p', 'folder')
  const ids = mutate(write, 'import', (mutation) =>
    paths.map((path) => {
      const image = {
        name: path.slice(5),
        path,
        contentHash: path,
        bytes: 1,
        split: 'val' as const
      }
      return importImage(mutation, importId, { ...image, width: 1, height: 1 }).id
    })
  )
  finishImport(write, importId)
  const { id: jobId } = insertJob(write, 'evaluate', {})
  const figures = { bleu: 0.5, rougeL: 0.5, ciderD: 1, captions: [] }
  keepEvaluated(
    write,
    jobId,
    ids.map((imageId, place) => ({ imageId, text: paths[place] ?? '', score: -1, ...figures }))
  )
  const report = { split: 'val', images: 3, failed: 0, bleu: [1, 1, 1, 1], bleuAverage: 1 }
  updateJob(write, jobId, { state: 'done', result: { ...report, rougeL: 1, ciderD: 1 } })
  return { library, jobId }
}

it('names each image so that no two lines mean the same one', async () => {
  const { library, jobId } = evaluated()
  const file = join(tempFolder(), 'out.jsonl')
  const written = await writeEvaluation(library, jobId, file, { overwrite: false })
  expect(written).toEqual({ images: 3, renamed: 2 })
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  const texts = lines.map((line) => JSON.parse(line) as { image: string; caption: string })
  expect(Object.fromEntries(texts.map(({ image, caption }) => [image, caption]))).toEqual({
    'a/x.jpg': '/p/a/x.jpg',
    'b/x.jpg': '/p/b/x.jpg',
    'y.jpg': '/p/b/y.jpg'
  })
})

it('leaves a file that is there, and the library', async () => {
  const { library, jobId } = evaluated()
  const file = join(tempFolder(), 'out.jsonl')
  writeFileSync(file, 'mine')
  await expect(writeEvaluation(library, jobId, file, { overwrite: false })).rejects.toMatchObject({
    code: 'output.exists'
  })
  expect(readFileSync(file, 'utf8')).toBe('mine')
  const own = join(library.root, 'runs', 'out.jsonl')
  await expect(writeEvaluation(library, jobId, own, { overwrite: true })).rejects.toMatchObject({
    code: 'output.in-library'
  })
  expect(existsSync(own)).toBe(false)
})
