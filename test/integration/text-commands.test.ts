import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jsonLines, viecap as runViecap } from './support/viecap'

let dir: string
const at = (...parts: string[]) => join(dir, ...parts)
const viecap = (...args: string[]) => runViecap(at('home'), ...args)
const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await viecap(...args, '--json')
  return { code, stderr, result: jsonLines(stdout)[0] ?? {} }
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-texts-'))
  mkdirSync(at('images'))
  const captions: Record<string, string> = {
    a: 'Bác sĩ hướng dẩn bệnh nhân .',
    b: 'Cánh đồng ngòai thành phố .',
    c: 'Một con chó chạy trên bãi cỏ .'
  }
  for (const [at0, [name, caption]] of Object.entries(captions).entries()) {
    // The last two images look the same.
    const channels = at0 === 0 ? { r: 250, g: 250, b: 250 } : { r: 10, g: 80, b: 30 }
    await sharp({ create: { width: 64, height: 64, channels: 3, background: channels } })
      .composite([
        {
          input: Buffer.from(
            `<svg width="64" height="64"><circle cx="${at0 === 0 ? 12 : 44}" cy="30" r="16" fill="red"/></svg>`
          )
        }
      ])
      .png()
      .toFile(at('images', `${name}.png`))
    writeFileSync(at('images', `${name}.txt`), caption)
  }
  expect(await viecap('import', at('images'), '--library', at('library'))).toMatchObject({
    code: 0
  })
}, 120_000)
afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))

test('a text file is checked and fixed without a library, and keeps its line ends', async () => {
  const file = at('captions.txt')
  writeFileSync(file, '\ufeffBác sĩ hướng dẩn bệnh nhân .\r\nHai bạn tay trong tay .\r\n')
  const checked = await viecap('check', file)
  expect(checked.code).toBe(1)
  expect(checked.stdout).toContain(`${file}:1:14: word "dẩn" -> "dẫn"`)
  expect(checked.stderr).toContain('2 of 2 texts')
  expect((await json('check', file, '--checks', 'word')).result).toMatchObject({
    texts: 2,
    fixed: 0,
    findings: [
      { line: 1, issues: [{ check: 'word', start: 13, end: 16, sure: true }] },
      { line: 2 }
    ]
  })
  expect((await json('check', file, '--fix')).result).toMatchObject({ fixed: 1 })
  expect(readFileSync(file, 'utf8')).toBe(
    '\ufeffBác sĩ hướng dẫn bệnh nhân .\r\nHai bạn tay trong tay .\r\n'
  )
  writeFileSync(file, 'Một con chó chạy .\n')
  expect((await viecap('check', file)).code).toBe(0)
})

test('a fix keeps the encoding and the mode of a text file, and writes to where a link leads', async () => {
  const [file, link] = [at('utf16.txt'), at('link.txt')]
  writeFileSync(file, '\ufeffBác sĩ hướng dẩn bệnh nhân .\r\n', 'utf16le')
  chmodSync(file, 0o600)
  symlinkSync(file, link)
  expect((await json('check', link, '--fix')).result).toMatchObject({ texts: 1, fixed: 1 })
  expect(readFileSync(file, 'utf16le')).toBe('\ufeffBác sĩ hướng dẫn bệnh nhân .\r\n')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
})

test('what is no text of lines is not checked, and a file of a library is not fixed', async () => {
  const [latin, long] = [at('latin.txt'), at('long.txt')]
  writeFileSync(latin, 'Hướng dẩn é', 'latin1')
  writeFileSync(long, `a\n${'một hai ba '.repeat(20_000)}`)
  const refused = async (...args: string[]) => {
    const { code, result } = await json('check', ...args)
    return [code, (result['error'] as { code: string }).code]
  }
  expect(await refused(latin)).toEqual([1, 'file.not-text'])
  expect(await refused(long)).toEqual([1, 'check.long-line'])
  const own = at('library', 'exports', '..', 'mine.txt')
  writeFileSync(own, 'Bác sĩ hướng dẩn bệnh nhân .\n')
  expect(await refused(own, '--fix')).toEqual([2, 'output.in-library'])
  rmSync(own)
})

test('a library is checked, and its certain errors are fixed', async () => {
  const library = ['--library', at('library')]
  const found = await json('check', ...library)
  expect(found).toMatchObject({ code: 1, result: { texts: 3, fixed: 0 } })
  expect(found.result['findings']).toHaveLength(2)
  const fixed = await json('check', ...library, '--fix')
  expect(fixed).toMatchObject({ code: 0, result: { texts: 3, fixed: 2, findings: [] } })
  expect((await viecap('check', ...library)).code).toBe(0)
})

test.each([['check'], ['replace', 'a', 'b']])(
  'viecap %s finds images by what they show, or says what that needs',
  async (...call) => {
    const filter = ['--library', at('library'), '--filter', 'like:"con chó"']
    const { code, result } = await json(...call, ...filter)
    expect({ code, result }).toMatchObject({
      code: 1,
      result: { error: { code: 'like.no-model' } }
    })
  }
)

test('a replacement is shown and made', async () => {
  const call = ['replace', 'con chó', 'chú chó', '--library', at('library')]
  expect((await json(...call, '--dry-run')).result).toMatchObject({ found: 1, changed: 0 })
  expect((await json(...call)).result).toMatchObject({
    changed: 1,
    changes: [{ after: 'Một chú chó chạy trên bãi cỏ .' }]
  })
  expect((await json(...call)).result).toMatchObject({ found: 0, changed: 0 })
})

test('near-duplicates and figures are told', async () => {
  const library = ['--library', at('library')]
  const { result } = await json('duplicates', ...library)
  expect(result).toMatchObject({
    leaks: 0,
    failed: 0,
    clusters: [{ images: [{ name: 'b.png' }, { name: 'c.png' }] }]
  })
  const stats = await json('stats', ...library)
  expect(stats).toMatchObject({ code: 0, result: { states: [{ name: 'draft', count: 3 }] } })
  const agreement = await json('stats', '--agreement', ...library)
  expect(agreement).toMatchObject({ code: 0, result: { images: 0, documents: 0, pairs: [] } })
})

test.each([
  'check',
  'check x --library y',
  'check x --checks nonsense',
  'replace a',
  'stats',
  'duplicates'
])('viecap %s lacks something or has too much', async (call) => {
  expect((await viecap(...call.split(' '))).code).toBe(2)
})
