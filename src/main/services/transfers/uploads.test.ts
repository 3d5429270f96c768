import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import { Uploads, type UploadLimits } from './uploads'

const LAN = 1
const HOA = 2
const LIMITS: UploadLimits = { bytes: 1e8, files: 10, keepFree: 0 }
const refused = (code: string) => expect.objectContaining({ code }) as unknown
const file = (name: string, size: number) => ({ name, size, modified: 1 })

async function* parts(...pieces: string[]) {
  for (const piece of pieces) yield await Promise.resolve(Buffer.from(piece))
}

async function begun(limits: Partial<UploadLimits> = {}) {
  const root = tempFolder()
  const uploads = await Uploads.open(root, { ...LIMITS, ...limits })
  const files = [file('ảnh/a.jpg', 6), file('captions.json', 2)]
  const { id, received } = await uploads.begin(LAN, files)
  expect(received).toEqual([0, 0])
  return { root, uploads, files, id }
}

it('files arrive in parts, and their folder is there once they all have', async () => {
  const { uploads, id } = await begun()
  expect(await uploads.write(LAN, { id, file: 0, offset: 0 }, parts('ab', 'c'))).toBe(3)
  expect(() => uploads.pathOf(LAN, id, '')).toThrow(refused('upload.unfinished'))
  expect(await uploads.write(LAN, { id, file: 0, offset: 3 }, parts('def'))).toBe(6)
  await uploads.write(LAN, { id, file: 1, offset: 0 }, parts('[]'))
  expect(readFileSync(join(uploads.pathOf(LAN, id, ''), 'ảnh', 'a.jpg'), 'utf8')).toBe('abcdef')
  expect(readFileSync(uploads.pathOf(LAN, id, 'captions.json'), 'utf8')).toBe('[]')
  expect(statSync(uploads.pathOf(LAN, id, 'ảnh')).isDirectory()).toBe(true)
})

it('goes on where a broken connection or a killed server left it', async () => {
  const { root, uploads, files, id } = await begun()
  async function* broken() {
    yield* parts('abcd')
    throw new Error('the connection broke')
  }
  await expect(uploads.write(LAN, { id, file: 0, offset: 0 }, broken())).rejects.toThrow('broke')
  expect((await uploads.begin(LAN, files)).received).toEqual([4, 0])
  const again = await Uploads.open(root, LIMITS)
  expect(await again.begin(LAN, files)).toMatchObject({ id, received: [4, 0] })
  expect(await again.write(LAN, { id, file: 0, offset: 4 }, parts('ef'))).toBe(6)
  // Changed meanwhile: another upload.
  const changed = files.map((one) => ({ ...one, modified: 2 }))
  expect((await again.begin(LAN, changed)).id).not.toBe(id)
})

it('a part that does not fit changes nothing', async () => {
  const { root, uploads, id } = await begun()
  const wrong = refused('upload.wrong-part')
  await expect(uploads.write(LAN, { id, file: 0, offset: 2 }, parts('x'))).rejects.toEqual(wrong)
  await expect(uploads.write(LAN, { id, file: 1, offset: 0 }, parts('too long'))).rejects.toEqual(
    wrong
  )
  await expect(uploads.write(LAN, { id, file: 2, offset: 0 }, parts('x'))).rejects.toEqual(
    refused('upload.unknown')
  )
  expect(statSync(join(root, id, 'files', 'captions.json')).size).toBe(0)
})

it('two writers of one file at once do not both write', async () => {
  const { uploads, id } = await begun()
  const both = await Promise.allSettled([
    uploads.write(LAN, { id, file: 0, offset: 0 }, parts('abcdef')),
    uploads.write(LAN, { id, file: 0, offset: 0 }, parts('uvwxyz'))
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await uploads.write(LAN, { id, file: 1, offset: 0 }, parts('[]'))
  expect(readFileSync(uploads.pathOf(LAN, id, 'ảnh/a.jpg'), 'utf8')).toBe('abcdef')
})

it('another person has nothing of it', async () => {
  const { uploads, files, id } = await begun()
  const unknown = refused('upload.unknown')
  await expect(uploads.write(HOA, { id, file: 0, offset: 0 }, parts('x'))).rejects.toEqual(unknown)
  await expect(uploads.discard(HOA, id)).rejects.toEqual(unknown)
  expect(() => uploads.pathOf(HOA, id, '')).toThrow(unknown)
  expect((await uploads.begin(HOA, files)).id).not.toBe(id)
})

it.each(['..', '../other', 'ảnh/../../x', '/etc/passwd', 'a', 'ảnh/a', 'captions.json/x'])(
  'nothing is found of an upload at %j',
  async (name) => {
    const { uploads, id } = await begun()
    await uploads.write(LAN, { id, file: 0, offset: 0 }, parts('abcdef'))
    await uploads.write(LAN, { id, file: 1, offset: 0 }, parts('[]'))
    expect(() => uploads.pathOf(LAN, id, name)).toThrow(refused('upload.unknown'))
  }
)

it('a link in the place of a file is not followed', async () => {
  const { root, uploads, id } = await begun()
  const outside = join(tempFolder(), 'outside')
  writeFileSync(outside, 'mine')
  symlinkSync(outside, join(root, id, 'files', 'captions.json'))
  await expect(uploads.write(LAN, { id, file: 1, offset: 0 }, parts('[]'))).rejects.toThrow()
  expect(readFileSync(outside, 'utf8')).toBe('mine')
})

it('limits the files, the bytes of a person, and what the disk has left', async () => {
  const { uploads } = await begun({ bytes: 20 })
  const many = Array.from({ length: 11 }, (_, index) => file(`${index}.jpg`, 1))
  await expect(uploads.begin(LAN, many)).rejects.toEqual(refused('upload.too-many'))
  await expect(uploads.begin(LAN, [file('b.jpg', 13)])).rejects.toEqual(refused('upload.too-large'))
  expect(await uploads.begin(HOA, [file('b.jpg', 13)])).toBeTruthy()
  const full = await Uploads.open(tempFolder(), { ...LIMITS, keepFree: Number.MAX_SAFE_INTEGER })
  await expect(full.begin(LAN, [file('a.jpg', 1)])).rejects.toEqual(refused('upload.no-space'))
  // What was refused takes no place.
  await expect(full.begin(LAN, [file('a.jpg', 1)])).rejects.toEqual(refused('upload.no-space'))
})

it('is removed a day after its last use, unless something still reads it', async () => {
  const { root, uploads, id } = await begun()
  const inside = join(root, id, 'files', 'captions.json')
  const later = Date.now() + 25 * 3_600_000
  await uploads.clean([], Date.now() + 3_600_000)
  await uploads.clean([inside], later)
  expect(existsSync(join(root, id))).toBe(true)
  await uploads.clean([`${root}/${id}x/files/a`], later)
  expect(existsSync(join(root, id))).toBe(false)
})

it('what is no upload is removed at the start', async () => {
  const { root, id } = await begun()
  mkdirSync(join(root, 'x'.repeat(32)))
  mkdirSync(join(root, 'of somebody'))
  const again = await Uploads.open(root, LIMITS)
  expect(existsSync(join(root, 'of somebody'))).toBe(false)
  expect(existsSync(join(root, 'x'.repeat(32)))).toBe(false)
  await again.discardOf([join(root, id, 'files')])
  expect(existsSync(join(root, id))).toBe(false)
})
