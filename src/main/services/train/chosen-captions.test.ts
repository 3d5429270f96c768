import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { addImages, tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import { ExportParams, RunConfig, type CaptionChoice } from '../../../shared/domain'
import { runFiles, type TrainingItem } from '../../../shared/engine-protocol'
import { adjudicate } from '../../store/agreement/adjudicate'
import { saveCaption, setCaptionStatus } from '../../store/captions/captions'
import { addDraft } from '../../store/captions/drafts'
import { mutate, newGroup } from '../../store/core/history'
import { undoInSteps } from '../../store/core/undo'
import { insertModel } from '../../store/runs/models'
import { runExport } from '../export'
import { freezeItems } from './freeze-items'
import { planRun } from './plan'

const weightsHash = 'f'.repeat(64)

/** Images whose captions were written, reviewed and decided on by several people. */
function team() {
  const library = tempLibrary()
  const clip = insertModel(library.write, {
    ...{ name: 'clip', path: '/clip', weightsHash },
    details: { kind: 'clip', embeddingSize: 2, parameters: 1 }
  })
  const sizes = { layers: 1, heads: 1, width: 4, positions: 8, vocabularySize: 9, tokenizerSize: 9 }
  const gpt = insertModel(library.write, {
    ...{ name: 'gpt', path: '/gpt', weightsHash },
    details: { kind: 'gpt2', ...sizes, parameters: 1 }
  })
  const [a = 0, b = 0, c = 0] = addImages(library, {
    'a.jpg': ['từ tệp'],
    'b.jpg': [],
    'c.jpg': ['tệp c']
  })
  const by = (name: string, imageId: number, text: string) =>
    saveCaption(library.write, { id: null, imageId, text, version: null }, `person:${name}`)
  const judge = ({ id }: { id: number }, status: 'accepted' | 'rejected', name: string) =>
    setCaptionStatus(library.write, id, status, `person:${name}`)
  by('Lan', a, 'nháp của Lan')
  judge(by('Minh', a, 'Minh tự duyệt'), 'accepted', 'Minh')
  judge(by('Trần, Hoa', a, 'Thu duyệt'), 'accepted', 'Thu')
  judge(by('Lan', a, 'bị loại'), 'rejected', 'Thu')
  by('Lan', a, ' ')
  mutate(library.write, 'run:run-0001', (mutation) =>
    addDraft(mutation, newGroup('captioning'), {
      ...{ imageId: a, text: 'gợi ý', runId: 'run-0001', jobId: 1 }
    })
  )
  const candidates = [by('Lan', b, 'Lan viết'), by('Minh', b, 'Minh viết')]
  const choice = { kind: 'pick', id: candidates[1]?.id ?? 0 } as const
  adjudicate(library.write, { imageId: b, candidates, choice }, 'person:Thu')
  judge(by('Lan', b, 'thêm sau'), 'accepted', 'Thu')
  by('Lan', c, 'nháp c')
  const models = { clipModelId: clip.id, gptModelId: gpt.id }
  /** What a run would train on, an export would hold and the plan counts. */
  async function everyWay(settings: Partial<CaptionChoice & Pick<RunConfig, 'captionFilter'>>) {
    const { captionFilter: text = '', ...captions } = settings
    const config = v.parse(RunConfig, { ...models, ...settings, pairRepeat: 0 })
    const dir = tempFolder()
    mkdirSync(join(dir, dirname(runFiles.items)), { recursive: true })
    await freezeItems(library, config, clip, dir)
    const frozen = linesOf<TrainingItem>(join(dir, runFiles.items)).map(({ text }) => text)
    const file = join(dir, 'out.jsonl')
    const wish = { file, format: 'jsonl', text, ...captions } as const
    await runExport(library, v.parse(ExportParams, wish))
    const exported = linesOf<{ captions: string[] }>(file).flatMap(({ captions }) => captions)
    const plan = await planRun(library, config)
    expect(frozen.sort()).toEqual(exported.sort())
    expect(plan).toMatchObject({ captions: frozen.length, examplesPerEpoch: frozen.length })
    return frozen
  }
  return { library, everyWay }
}

const linesOf = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T)

it('training, its plan and exports take the same captions', async () => {
  const { library, everyWay } = team()
  const taken = async (...args: Parameters<typeof everyWay>) => new Set(await everyWay(...args))
  expect(await taken({})).toEqual(
    new Set([
      ...['từ tệp', 'nháp của Lan', 'Minh tự duyệt', 'Thu duyệt'],
      ...['Minh viết', 'thêm sau', 'tệp c', 'nháp c']
    ])
  )
  const accepted = ['Minh tự duyệt', 'Thu duyệt', 'Minh viết', 'thêm sau']
  expect(await taken({ captionState: 'accepted' })).toEqual(new Set(accepted))
  expect(await taken({ captionState: 'adjudicated' })).toEqual(new Set(['Minh viết']))
  expect(await taken({ captionAuthors: 'minh, Lan' })).toEqual(
    new Set(['nháp của Lan', 'thêm sau', 'nháp c'])
  )
  expect(await taken({ captionAuthors: '"Trần, Hoa", Minh' })).toEqual(
    new Set(['Thu duyệt', 'Minh tự duyệt', 'Minh viết'])
  )
  expect(await taken({ captionReviewers: 'Thu', captionAuthors: 'Lan' })).toEqual(
    new Set(['thêm sau'])
  )
  // Decided between people, then reviewed by somebody else, then accepted, then the first draft.
  expect(await taken({ captionsPerImage: 1 })).toEqual(new Set(['Thu duyệt', 'Minh viết', 'tệp c']))
  expect(await taken({ captionsPerImage: 2, captionFilter: 'name:a' })).toEqual(
    new Set(['Thu duyệt', 'Minh tự duyệt'])
  )
  expect(await taken({ captionsPerImage: 1, captionAuthors: 'Lan' })).toEqual(
    new Set(['nháp của Lan', 'thêm sau', 'nháp c'])
  )
  expect(await taken({ captionAuthors: 'nobody' })).toEqual(new Set())
  // Undone: the draft of c, what Lan added to b with its acceptance, and the adjudication.
  for (let step = 0; step < 4; step += 1) await undoInSteps(library.write)
  expect(await taken({ captionState: 'adjudicated' })).toEqual(new Set())
})
