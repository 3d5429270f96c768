import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import { HeldBytes, RequestFiles } from './request-files'

it('keeps what a request brought until it ends, and no more of all requests than it may', async () => {
  const [folder, held] = [tempFolder(), new HeldBytes(100)]
  const paths: string[] = []
  {
    await using first = new RequestFiles(held, folder)
    await using second = new RequestFiles(held, folder)
    first.take(60)
    second.take(40)
    expect(() => second.take(1)).toThrow(expect.objectContaining({ code: 'serving.full' }))
    paths.push(await first.save(Buffer.from('a')), await second.save(Buffer.from('b')))
    expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['a', 'b'])
    expect(held.held).toBe(100)
  }
  expect([held.held, paths.map(existsSync), readdirSync(folder)]).toEqual([0, [false, false], []])
})
