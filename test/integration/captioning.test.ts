import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDb, openForReading } from '../../src/main/store/core/connection'
import { LibraryPlace } from '../../src/main/store/core/place'
import { countItems, pageItems } from '../../src/main/store/jobs/ledger'
import { oraclePath } from '../fixtures/oracle'
import { jsonLines, outcomeOf, startViecap, viecap as runViecap } from './support/viecap'

let dir: string
const at = (...parts: string[]) => join(dir, ...parts)
const viecap = (...args: string[]) => runViecap(at('home'), ...args)

/** The oracle's captioner, with all that its file does not say. */
const model = [
  ...['--model', oraclePath('clipcap', 'clipcap.safetensors')],
  ...['--clip', oraclePath('clip'), '--gpt', oraclePath('gpt2', 'safetensors')]
]
const resultOf = (stdout: string) => jsonLines(stdout).at(-1) ?? {}

const plain = (shade: number, width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 3, background: { r: shade, g: 255 - shade, b: 9 } } })

/** A folder of small images, all different. */
async function makeImages(folder: string, count: number): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (let index = 0; index < count; index++) {
    const name = `p${String(index).padStart(4, '0')}.png`
    await plain(index % 250, 20 + Math.floor(index / 250), 20)
      .png()
      .toFile(join(folder, name))
  }
}

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-captioning-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))

/** What the ledger of a captioning says, read beside the process that writes it. */
function readLedger(library: string, jobId: number) {
  const db = openForReading(new LibraryPlace(library))
  try {
    return {
      counts: countItems(db, jobId),
      rows: pageItems(db, jobId, { offset: 0, limit: 1000 }).rows
    }
  } finally {
    closeDb(db)
  }
}

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { image: string; caption: string; score: number })

test('a captioning that is killed again and again repeats no image and loses none', async () => {
  const count = 160
  await makeImages(at('many'), count)
  const out = at('many.jsonl')
  const library = `${out}.viecap`
  const args = ['caption', at('many'), ...model, '--out', out, '--beams', '4', '--json']
  let kept: string[] = []
  let more: string[] = []
  for (const stop of [1, 40, 90]) {
    const child = startViecap(at('home'), ...args, ...more)
    const ended = outcomeOf(child)
    // From the first kill on there is a job to continue with.
    more = ['--resume']
    const done = () => {
      try {
        return readLedger(library, 1).counts.done
      } catch {
        return 0
      }
    }
    while (done() < stop && child.exitCode === null) await new Promise((go) => setTimeout(go, 5))
    process.kill(-(child.pid ?? 0), 'SIGKILL')
    await ended
    const { rows, counts } = readLedger(library, 1)
    expect(counts.done).toBeGreaterThanOrEqual(stop)
    const texts = rows.flatMap(({ index, text }) => (text === null ? [] : [`${index} ${text}`]))
    expect(texts).toEqual(expect.arrayContaining(kept))
    kept = texts
  }
  const { code, stdout } = await viecap(...args, '--resume')
  expect(code).toBe(0)
  expect(resultOf(stdout)).toMatchObject({ jobId: 1, done: count, skipped: 0, failed: 0 })
  const whole = readLedger(library, 1).rows.map(({ index, text }) => `${index} ${text}`)
  expect(whole).toEqual(expect.arrayContaining(kept))

  const undisturbed = at('undisturbed.jsonl')
  await viecap('caption', at('many'), ...model, '--out', undisturbed, '--beams', '4')
  // Which images share a batch depends on where it was cut, and sums are rounded by its shape.
  const same = linesOf(undisturbed).map((line) => ({
    ...line,
    score: expect.closeTo(line.score, 5) as number
  }))
  expect(linesOf(out)).toEqual(same)
})

test('an image is skipped only where content and settings are the same; failed ones are retried', async () => {
  const folder = at('same')
  await makeImages(folder, 6)
  writeFileSync(join(folder, 'words.jpg'), 'no image')
  const caption = async (...more: string[]) =>
    resultOf(
      (
        await viecap(
          ...['caption', folder, ...model, '--out', at('same.csv'), '--force', '--json', ...more]
        )
      ).stdout
    )
  const greedy = ['--decode', 'greedy']
  expect(await caption(...greedy)).toMatchObject({ done: 6, skipped: 0, failed: 1 })
  expect(await caption(...greedy)).toMatchObject({ done: 0, skipped: 6, failed: 1 })
  // Another name and time, the same content; and the same name and size with another content.
  renameSync(join(folder, 'p0000.png'), join(folder, 'q.png'))
  const bytes = readFileSync(join(folder, 'p0001.png'))
  await plain(200, 20, 20).png().toFile(join(folder, 'p0001.png'))
  expect(readFileSync(join(folder, 'p0001.png')).equals(bytes)).toBe(false)
  expect(await caption(...greedy)).toMatchObject({ done: 1, skipped: 5, failed: 1 })
  expect(await caption(...greedy, '--max-tokens', '5')).toMatchObject({ done: 6, skipped: 0 })
  expect(await caption(...greedy, '--no-reuse')).toMatchObject({ done: 6, skipped: 0 })
  const int8 = ['--weights', 'int8', '--device', 'cpu']
  expect(await caption(...greedy, ...int8)).toMatchObject({ done: 6, skipped: 0 })
  const jobs = await caption(...greedy)
  cpSync(join(folder, 'q.png'), join(folder, 'words.jpg'))
  // The job before this content was seen; only the failed file is looked at again.
  expect(await caption(...greedy, '--retry-failed')).toMatchObject({
    jobId: jobs['jobId'],
    done: 0,
    skipped: 7,
    failed: 0
  })
  const none = await viecap('caption', folder, ...model, '--out', at('x.json'), '--resume')
  expect(none).toMatchObject({ code: 1 })
  expect(none.stderr).toContain('no captioning job for')
})

/** A PNG of white pixels whose few bytes unfold to `side` times `side` of them. */
function bomb(side: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const ends = Buffer.alloc(8)
    ends.writeUInt32BE(data.length, 0)
    ends.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([1, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(side * (side / 8 + 1), 0xff))),
    chunk('IEND', Buffer.alloc(0))
  ])
}

test('odd images end in a caption or one clear reason, and none ends the batch', async () => {
  const folder = at('odd')
  mkdirSync(join(folder, 'folder.jpg'), { recursive: true })
  const file = (name: string) => join(folder, name)
  await plain(10).toColourspace('cmyk').jpeg().toFile(file('cmyk.jpg'))
  await plain(20).toColourspace('rgb16').png().toFile(file('deep.png'))
  await sharp([await plain(30).png().toBuffer(), await plain(90).png().toBuffer()], {
    join: { animated: true }
  })
    .gif()
    .toFile(file('animated.gif'))
  await plain(40).ensureAlpha(0.5).png().toFile(file('alpha.png'))
  await plain(50).withMetadata({ orientation: 6 }).jpeg().toFile(file('rotated.jpg'))
  await plain(60, 30_000, 8).png().toFile(file('wide.png'))
  await plain(70, 1, 1).png().toFile(file('one.png'))
  await plain(80).greyscale().tiff().toFile(file('grey.tiff'))
  await plain(90).jpeg().toFile(file('folder.jpg/inner.jpg'))
  await plain(100)
    .jpeg()
    .toFile(file('ảnh đẹp'.normalize('NFD') + '.jpg'))
  await plain(110).jpeg().toFile(file('two\nlines.jpg'))
  const noise = await sharp({
    create: {
      ...{ width: 200, height: 200, channels: 3, background: 'white' },
      noise: { type: 'gaussian', mean: 128, sigma: 50 }
    }
  })
    .jpeg()
    .toBuffer()
  writeFileSync(file('cut.jpg'), noise.subarray(0, noise.length / 2))
  writeFileSync(file('empty.jpg'), '')
  writeFileSync(file('bomb.png'), bomb(16_000))
  writeFileSync(file('words.png'), 'no image')
  writeFileSync(
    file('drawing.jpg'),
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
  )

  const out = at('odd.jsonl')
  const { code, stdout, stderr } = await viecap(
    ...['caption', folder, ...model, '--decode', 'greedy', '--out', out, '--json']
  )
  expect(code).toBe(1)
  expect(resultOf(stdout)).toMatchObject({ done: 11, failed: 5 })
  const images = jsonLines(readFileSync(out, 'utf8')).map(({ image }) => image)
  expect(images).toEqual(
    expect.arrayContaining([
      ...['cmyk.jpg', 'deep.png', 'animated.gif', 'alpha.png', 'rotated.jpg', 'wide.png'],
      ...['one.png', 'grey.tiff', 'folder.jpg/inner.jpg', 'two\nlines.jpg'],
      'ảnh đẹp'.normalize('NFD') + '.jpg'
    ])
  )
  const reasons = stderr.trim().split('\n')
  expect(reasons).toHaveLength(6)
  const expected: [string, RegExp][] = [
    ['bomb.png', /more than 200 million pixels/],
    ['cut.jpg', /damaged or truncated/],
    ['drawing.jpg', /SVG is not supported here/],
    ['empty.jpg', /empty \(0 bytes\)/],
    ['words.png', /not a JPEG, PNG/]
  ]
  for (const [index, [name, reason]] of expected.entries()) {
    expect(reasons[index]).toMatch(new RegExp(`^${name}: `))
    expect(reasons[index]).toMatch(reason)
  }

  // A list names what it likes, names with line breaks among it.
  execFileSync('mkfifo', [file('pipe.jpg')])
  const names = ['two\nlines.jpg', 'folder.jpg', 'pipe.jpg', 'gone.jpg', 'one.png']
  writeFileSync(file('list'), names.map((name) => `${name}\0`).join(''))
  const listed = await viecap(
    ...['caption', file('list'), ...model, '--decode', 'greedy', '--out', out, '--force', '--json']
  )
  expect(resultOf(listed.stdout)).toMatchObject({ done: 0, skipped: 2, failed: 3 })
  expect(listed.stderr).toMatch(/folder\.jpg.*folder, a pipe or a device/)
  expect(listed.stderr).toMatch(/pipe\.jpg.*folder, a pipe or a device/)
  expect(listed.stderr).toMatch(/gone\.jpg.*does not exist/)
})

test('captions go out as each format wants them', async () => {
  const folder = at('formats')
  await makeImages(join(folder, 'sub'), 3)
  await plain(1)
    .jpeg()
    .toFile(join(folder, 'sub', 'p0000.jpg'))
  const run = (...more: string[]) =>
    viecap('caption', folder, ...model, '--decode', 'greedy', '--json', ...more)
  await run('--out', at('f.jsonl'))
  const captions = new Map(
    jsonLines(readFileSync(at('f.jsonl'), 'utf8')).map(({ image, caption }) => [image, caption])
  )
  expect([...captions.keys()]).toEqual(
    ['p0000.jpg', 'p0000.png', 'p0001.png', 'p0002.png'].map((name) => `sub/${name}`)
  )

  const sample = at('sample.json')
  const ids = ['sub/p0002.png', 'nowhere.png', 'sub/p0000.jpg']
  writeFileSync(sample, JSON.stringify(ids.map((id) => ({ id, captions: '' }))))
  const zipped = await run('--out', at('results.zip'), '--sample', sample)
  expect(resultOf(zipped.stdout)).toMatchObject({ captions: 2, withoutCaption: 1 })
  const inside = execFileSync('unzip', ['-p', at('results.zip'), 'results.json'])
  expect(JSON.parse(String(inside))).toEqual(
    ids.map((id) => ({ id, captions: captions.get(id) ?? '' }))
  )

  const text = (name: string) => readFileSync(join(folder, 'sub', name), 'utf8')
  const one = captions.get('sub/p0001.png')
  writeFileSync(join(folder, 'sub', 'p0001.txt'), 'trước')
  const library = ['--library', at('f.jsonl.viecap'), '--format', 'txt']
  expect(resultOf((await run(...library)).stdout)).toMatchObject({ captions: 3, kept: 1 })
  expect(text('p0001.txt')).toBe('trước')
  // Two images are called p0000, so that each text has its image's whole name.
  expect(text('p0000.jpg.txt')).toBe(`${String(captions.get('sub/p0000.jpg'))}\n`)
  expect(existsSync(join(folder, 'sub', 'p0000.txt'))).toBe(false)
  await run(...library, '--texts', 'append')
  expect(text('p0001.txt')).toBe(`trước\n${String(one)}\n`)
  await run(...library, '--texts', 'append')
  expect(text('p0001.txt')).toBe(`trước\n${String(one)}\n`)
  await run(...library, '--texts', 'replace')
  expect(text('p0001.txt')).toBe(`${String(one)}\n`)
  writeFileSync(join(folder, 'sub', 'p0001.txt'), 'trước\n')
  await run(...library, '--texts', 'prepend')
  expect(text('p0001.txt')).toBe(`${String(one)}\ntrước\n`)
})

test('images of the library get drafts and are scored, with a try before', async () => {
  const data = at('data')
  await makeImages(join(data, 'images_train'), 4)
  const records = ['p0000', 'p0001', 'p0002'].map((name, index) => ({
    id: `${name}.png`,
    captions: `một bức ảnh số ${index} .\nảnh thứ ${index} .`
  }))
  writeFileSync(join(data, 'train_captions.json'), JSON.stringify(records))
  const library = ['--library', at('library'), '--json']
  await viecap('import', join(data, 'train_captions.json'), ...library)
  const caption = (...more: string[]) =>
    viecap('caption', ...more, ...model, '--decode', 'greedy', ...library)
  const all = ['--filter', '']
  const tried = resultOf((await caption(...all, '--dry-run', '2')).stdout)
  expect(tried).toMatchObject({ done: 2, failed: 0 })
  expect((tried['items'] as { text: string }[]).every(({ text }) => text !== '')).toBe(true)

  const references = join(data, 'train_captions.json')
  const put = resultOf((await caption(...all, '--into-library', '--references', references)).stdout)
  expect(put).toMatchObject({
    done: 1,
    skipped: 2,
    library: { added: 3, unchanged: 0, unknown: 0 },
    scores: { items: 3, references: 6, unmatched: 0 }
  })
  // The folder holds the same files and one that the library does not know.
  const again = resultOf((await caption(join(data, 'images_train'), '--into-library')).stdout)
  expect(again).toMatchObject({
    done: 1,
    skipped: 3,
    library: { added: 0, unchanged: 3, unknown: 1 }
  })
})
