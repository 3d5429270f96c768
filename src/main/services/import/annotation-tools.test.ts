import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  all,
  folderWith,
  importInto,
  marksOf,
  preview,
  read
} from '../../../../test/fixtures/imported'
import { oraclePath } from '../../../../test/fixtures/oracle'
import { tempLibrary } from '../../../../test/fixtures/temp-library'
import { pagePairs } from '../../store/pairs/pairs'
import { pairTimes } from '../../store/runs/pair-sources'
import { iterateTrainingPairs } from '../../store/runs/training-data'

/** A JPEG; what follows the end of one is not shown. */
const photo = readFileSync(oraclePath('clip', 'images', 'gradient_rgb.jpg'))
const two = { 'a.jpg': null, 'b.jpg': null }

describe('other annotation tools', () => {
  it('Label Studio: captions with who wrote them and what was decided', async () => {
    const area = (text: string) => [
      { type: 'textarea', value: { text: [text] }, from_name: 'caption' }
    ]
    const tasks = [
      {
        id: 1,
        data: { image: '/data/upload/3/1a2b3c4d-a.jpg' },
        annotations: [
          { completed_by: { id: 4, email: 'lan@example.vn' }, result: area('Một người .') },
          { completed_by: 5, was_cancelled: true, result: area('Bỏ qua .') },
          { completed_by: 5, ground_truth: true, result: area('Đúng .') }
        ],
        predictions: [{ model_version: 'blip-vi', result: area('Máy viết .') }]
      },
      {
        id: 2,
        data: { image: 'http://host:8080/data/local-files/?d=set%2Fb.jpg' },
        annotations: []
      }
    ]
    const { library, report } = await read({ ...two, 'x.json': tasks }, 'x.json')
    expect(report).toMatchObject({ format: 'label-studio', images: { added: 2 }, skippedTotal: 0 })
    expect(marksOf(library)).toEqual([
      ['Một người .', 'imported', 'draft', 'lan@example.vn'],
      ['Bỏ qua .', 'imported', 'skipped', '5'],
      ['Đúng .', 'imported', 'accepted', '5'],
      ['Máy viết .', 'model', 'draft', 'blip-vi']
    ])
  })

  it('Label Studio in its short form', async () => {
    const tasks = [
      {
        id: 1,
        image: '/data/upload/1a2b3c4d-a.jpg',
        caption: 'Một người .',
        annotator: 2,
        annotation_id: 9
      }
    ]
    const { library } = await read({ ...two, 'x.json': tasks }, 'x.json')
    expect(marksOf(library)).toEqual([['Một người .', 'imported', 'draft', '2']])
  })

  it('Label Studio: text areas of captions alone, drafts, and what older versions wrote', async () => {
    const area = (from_name: string, value: object) => ({ type: 'textarea', from_name, value })
    const tasks = [
      {
        id: 1,
        data: { image: 's3://bucket/a.jpg', source: 'web' },
        completions: [
          {
            completed_by: 3,
            result: [
              area('notes', { text: ['mờ'] }),
              area('caption_vi', { text: 'Một người .' }),
              area('caption_vi', { text: ['SALE'], x: 1, y: 2, width: 3, height: 4, rotation: 0 })
            ]
          },
          { completed_by: 4, skipped: true, result: [area('caption_vi', { text: ['Bỏ .'] })] }
        ],
        drafts: [
          { user: 'an@example.vn', annotation: null, result: [area('x', { text: ['Dở .'] })] },
          { user: 'an@example.vn', annotation: 7, result: [area('x', { text: ['Cũ .'] })] }
        ],
        predictions: [12]
      }
    ]
    const { library, report } = await read({ ...two, 'x.json': tasks }, 'x.json')
    expect(report).toMatchObject({ format: 'label-studio', skippedTotal: 0 })
    expect(marksOf(library)).toEqual([
      ['Một người .', 'imported', 'draft', '3'],
      ['Bỏ .', 'imported', 'skipped', '4'],
      ['Dở .', 'imported', 'draft', 'an@example.vn']
    ])
  })

  it('Label Studio in its short form: several texts of an area, and nothing else of the task', async () => {
    const about = { annotator: 2, annotation_id: 9, lead_time: 3, agreement: 100, source: 'web' }
    const image = '/data/upload/1a2b3c4d-a.jpg'
    const tasks = [
      { id: 1, image, caption: { text: ['Một .', 'Hai .'] }, quality: 'tốt', ...about }
    ]
    const { captions } = await read({ ...two, 'x.json': tasks }, 'x.json')
    expect(captions).toEqual({ 'a.jpg': ['Một .', 'Hai .'] })
  })

  it('Argilla with the image inside, of any size, and the state of the whole record', async () => {
    const image = `data:image/jpeg;base64,${photo.toString('base64')}`
    // The first record is longer than what is looked at at first.
    const large = `data:image/jpeg;base64,${Buffer.concat([photo, Buffer.alloc(300_000)]).toString('base64')}`
    const records = [large, image].map((picture, index) => ({
      id: `r${index}`,
      status: index === 0 ? 'completed' : 'pending',
      fields: { picture },
      metadata: {},
      suggestions: {},
      responses: { caption: [{ value: `Số ${index} .`, user_id: 'u1' }] },
      vectors: {}
    }))
    const { library, report, captions } = await read({ 'records.json': records }, 'records.json')
    expect(report).toMatchObject({ format: 'argilla', images: { added: 2 }, skippedTotal: 0 })
    expect(captions).toEqual({ 'record-r0.jpg': ['Số 0 .'], 'record-r1.jpg': ['Số 1 .'] })
    expect(marksOf(library)).toEqual([
      ['Số 0 .', 'imported', 'accepted', 'u1'],
      ['Số 1 .', 'imported', 'draft', 'u1']
    ])
  })

  it('Argilla in its flat form', async () => {
    const record = {
      id: 'r1',
      status: 'completed',
      image: 'a.jpg',
      ward: 'nội',
      'caption.responses': ['Một người .', 'Bỏ .'],
      'caption.responses.users': ['u1', 'u2'],
      'caption.responses.status': ['submitted', 'discarded'],
      'caption.suggestion': 'Máy viết .',
      'caption.suggestion.agent': 'blip-vi',
      'caption.suggestion.score': 0.5
    }
    const { library, report } = await read({ ...two, 'x.json': [record] }, 'x.json')
    expect(report.format).toBe('argilla')
    expect(report.kept.map(({ field }) => field)).toEqual(['id', 'ward', 'author', 'status'])
    expect(marksOf(library)).toEqual([
      ['Một người .', 'imported', 'accepted', 'u1'],
      ['Bỏ .', 'imported', 'rejected', 'u2'],
      ['Máy viết .', 'model', 'draft', 'blip-vi']
    ])
  })

  it('Prodigy: images inside, what a model had suggested, and no name of a file as a caption', async () => {
    const image = `data:image/jpeg;base64,${photo.toString('base64')}`
    const loaded = { image, text: 'c', meta: { file: 'c.jpg' }, path: '/srv/x/c.jpg' }
    const lines = [
      {
        ...loaded,
        caption: 'Một người .',
        orig_caption: 'Người .',
        answer: 'accept',
        _task_hash: 1
      },
      { ...loaded, answer: 'ignore', _task_hash: 2 },
      { image: '/srv/x/b.jpg', user_input: 'Con đường .', answer: 'accept', _task_hash: 3 }
    ]
    const text = lines.map((line) => JSON.stringify(line)).join('\n')
    const { library, report } = await read({ 'b.jpg': null, 'x.jsonl': text }, 'x.jsonl')
    expect(report).toMatchObject({ format: 'prodigy', images: { added: 2 }, skippedTotal: 0 })
    expect(marksOf(library)).toEqual([
      ['Con đường .', 'imported', 'accepted', null],
      ['Một người .', 'imported', 'accepted', null],
      ['Người .', 'model', 'draft', null]
    ])
  })

  it.each([
    [
      'of version 2',
      {
        responses: { caption: [{ value: 'Một người .', user_id: 'u1', status: 'submitted' }] },
        suggestions: { caption: { value: 'Máy viết .', agent: 'blip-vi', score: 0.5 } }
      }
    ],
    [
      'of version 1',
      {
        responses: [
          { user_id: 'u1', status: 'submitted', values: { caption: { value: 'Một người .' } } }
        ],
        suggestions: [{ question_name: 'caption', value: 'Máy viết .', agent: 'blip-vi' }]
      }
    ]
  ])('Argilla %s', async (_version, record) => {
    const line = JSON.stringify({ id: 'r1', fields: { image: 'a.jpg' }, ...record })
    const { library, report } = await read({ ...two, 'x.jsonl': `${line}\n` }, 'x.jsonl')
    expect(report.format).toBe('argilla')
    expect(marksOf(library)).toEqual([
      ['Một người .', 'imported', 'accepted', 'u1'],
      ['Máy viết .', 'model', 'draft', 'blip-vi']
    ])
  })

  it('Prodigy: the answer is the state of the caption', async () => {
    const lines = [
      {
        image: 'a.jpg',
        caption: 'Một người .',
        answer: 'accept',
        _task_hash: 1,
        _annotator_id: 'lan'
      },
      {
        image: 'data:image/jpeg;base64,AA',
        path: '/srv/x/b.jpg',
        text: 'Con đường .',
        answer: 'reject',
        _task_hash: 2
      }
    ]
    const text = lines.map((line) => JSON.stringify(line)).join('\n')
    const { library, report } = await read({ ...two, 'x.jsonl': text }, 'x.jsonl')
    expect(report.format).toBe('prodigy')
    expect(marksOf(library)).toEqual([
      ['Một người .', 'imported', 'accepted', 'lan'],
      ['Con đường .', 'imported', 'rejected', null]
    ])
  })
})

describe('pairs from two COCO files', () => {
  const coco = (captions: [number, number, string][]) => ({
    images: [{ id: 1, file_name: 'a.jpg' }],
    annotations: captions.map(([id, image_id, caption]) => ({ id, image_id, caption }))
  })
  const english = coco([
    [10, 1, 'A man.'],
    [11, 2, 'A road.'],
    [12, 2, 'A long road.']
  ])

  it('of the same annotations, with the original beside', async () => {
    const files = {
      'captions_train2017.json': english,
      'captions_train2017_trans.json': coco([
        [12, 2, 'Con đường dài .'],
        [10, 1, 'Một người .'],
        [99, 5, 'Lạc .']
      ])
    }
    const library = tempLibrary()
    const path = join(folderWith(files), 'captions_train2017_trans.json')
    const report = await importInto(library, { path, format: 'pairs' })
    expect(report.taken).toMatchObject({
      joinedBy: 'annotation',
      beside: expect.stringMatching(/train2017\.json$/) as string
    })
    expect(
      pagePairs(library.read, {}, all).rows.map(({ english: a, vietnamese: b }) => [a, b])
    ).toEqual([
      ['A long road.', 'Con đường dài.'],
      ['A man.', 'Một người.']
    ])
    expect((await preview({ path, format: 'pairs' })).rows).toHaveLength(2)
  })

  it('of tables and JSON Lines of the same images, by their names', async () => {
    const english = 'image,caption\na.jpg,A man.\na.jpg,He walks.\nb.jpg,A road.\n'
    const vietnamese = [
      ['b.jpg', 'Con đường .'],
      ['img/a.jpg', 'Một người .'],
      ['img/a.jpg', 'Người đi bộ .'],
      ['c.jpg', 'Lạc .']
    ]
    const files = {
      'flickr.csv': english,
      'flickr.jsonl': english
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => JSON.stringify({ image: line.split(',')[0], caption: line.split(',')[1] }))
        .join('\n'),
      'flickr_vi.csv': ['image,caption', ...vietnamese.map((row) => row.join(','))].join('\n')
    }
    const folder = folderWith(files)
    for (const name of ['flickr.csv', 'flickr.jsonl']) {
      const library = tempLibrary()
      const paths = { path: join(folder, 'flickr_vi.csv'), beside: join(folder, name) }
      const report = await importInto(library, { ...paths, format: 'pairs' })
      expect(report.taken.joinedBy).toBe('image')
      expect(
        pagePairs(library.read, {}, all).rows.map(({ english: a, vietnamese: b }) => [a, b])
      ).toEqual([
        ['A road.', 'Con đường.'],
        ['A man.', 'Một người.'],
        ['He walks.', 'Người đi bộ.']
      ])
    }
  })

  it('are not needed where one table has both columns, which are a source for weights', async () => {
    const rows = [
      'image,caption,caption_vi',
      'a.jpg,A man.,Một người .',
      'b.jpg,A road.,Con đường .'
    ]
    const library = tempLibrary()
    const path = join(folderWith({ 'flickr8k-vi.csv': rows.join('\n') }), 'flickr8k-vi.csv')
    await importInto(library, { path, format: 'pairs' })
    const pairs = pagePairs(library.read, {}, all).rows
    expect(pairs.map(({ english: a, vietnamese: b }) => [a, b])).toEqual([
      ['A man.', 'Một người.'],
      ['A road.', 'Con đường.']
    ])
    const timesOf = pairTimes(library.read, { pairRepeat: 1, pairWeights: 'flickr8k-vi.csv=3' })
    const [{ importId } = { importId: null }] = iterateTrainingPairs(library.read, 'train')
    expect(timesOf(importId)).toBe(3)
  })

  it('of the same images, with the original in the folder of the other language', async () => {
    const files = {
      'en/captions_train2017.json': english,
      'vi/uitviic_captions_train2017.json': coco([
        [1, 2, 'Con đường .'],
        [2, 2, 'Đường dài .'],
        [3, 2, 'Thừa .']
      ])
    }
    const library = tempLibrary()
    const folder = folderWith(files)
    const path = join(folder, 'vi/uitviic_captions_train2017.json')
    const report = await importInto(library, { path, format: 'pairs' })
    expect(report.taken.joinedBy).toBe('image')
    expect(
      pagePairs(library.read, {}, all).rows.map(({ english: a, vietnamese: b }) => [a, b])
    ).toEqual([
      ['A road.', 'Con đường.'],
      ['A long road.', 'Đường dài.']
    ])
    // Either side may be named.
    const other = tempLibrary()
    await importInto(other, { path: join(folder, 'en/captions_train2017.json'), format: 'pairs' })
    expect(pagePairs(other.read, {}, all).total).toBe(2)
  })

  it('are refused where the other file is nowhere', async () => {
    const path = join(folderWith({ 'x_trans.json': english }), 'x_trans.json')
    await expect(importInto(tempLibrary(), { path, format: 'pairs' })).rejects.toMatchObject({
      code: 'import.no-partner'
    })
  })
})

describe('Vietnamese sentences alone', () => {
  const sentencesOf = async (files: Parameters<typeof folderWith>[0], name: string) => {
    const library = tempLibrary()
    const path = join(folderWith(files), name)
    const report = await importInto(library, { path, format: 'sentences' })
    expect((await library.info()).counts).toMatchObject({ images: 0, captions: 0 })
    const { rows } = pagePairs(library.read, {}, all)
    for (const { english, vietnamese } of rows) expect(english).toBe(vietnamese)
    return { report, texts: rows.map(({ vietnamese }) => vietnamese) }
  }

  it('are the lines of a text', async () => {
    const { texts } = await sentencesOf({ 'câu.txt': 'Một người .\n\n Con đường .\r\n' }, 'câu.txt')
    expect(texts).toEqual(['Một người.', 'Con đường.'])
  })

  it('are the captions of a file whose images are not there, but those of models', async () => {
    const annotations = [{ id: 1, image_id: 1, caption: 'Một người .' }]
    const images = [{ id: 1, file_name: 'none.jpg' }]
    const coco = await sentencesOf({ 'c.json': { images, annotations } }, 'c.json')
    expect(coco.texts).toEqual(['Một người.'])
    const lines = '{"image":"none.jpg","captions":["Con đường .","Một cây ."]}\n'
    expect((await sentencesOf({ 'c.jsonl': lines }, 'c.jsonl')).texts).toEqual([
      'Con đường.',
      'Một cây.'
    ])
    const results = [{ image_id: 1, caption: 'Máy viết .' }]
    const files = { 'refs.json': { images, annotations }, 'results.json': results }
    expect((await sentencesOf(files, 'results.json')).texts).toEqual([])
  })
})
