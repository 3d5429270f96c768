import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import { readProfile } from './profile'

const read = (settings: unknown) => {
  const path = join(tempFolder(), 'lab.json')
  writeFileSync(path, typeof settings === 'string' ? settings : JSON.stringify(settings))
  return readProfile(path)
}
const least = { folder: '/shared/viecap', command: 'viecap' }

it('is called as its file, and has what is usual where it says nothing', async () => {
  expect(await read({ ...least, partition: 'gpu' })).toEqual({
    ...{ name: 'lab', ...least, partition: 'gpu' },
    ...{ setup: [], sbatch: [], device: 'auto', images: {}, warning: 300, every: 15 }
  })
})

it.each([
  ['no JSON', '{', /JSON/],
  ['an option that there is not', { ...least, partitions: 'gpu' }, /partitions/],
  ['no folder', { command: 'viecap' }, /folder/],
  ['a folder that a shell would read', { ...least, folder: '/shared/$(id)' }, /folder: .*plain/],
  ['a folder that is not absolute', { ...least, folder: 'shared' }, /folder: .*absolute/],
  ['a second line', { ...least, command: 'viecap\nrm' }, /command: .*one line/],
  ['a host that ssh would read as an option', { ...least, host: '-oProxyCommand=x' }, /host/],
  ['an option of sbatch without its dashes', { ...least, sbatch: ['exclusive'] }, /sbatch/]
])('refuses %s, and says where', async (_what, settings, detail) => {
  await expect(read(settings)).rejects.toMatchObject({
    code: 'cluster.bad-profile',
    params: { detail: expect.stringMatching(detail) as string }
  })
})
