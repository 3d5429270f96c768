import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { zipOf } from './zip-file'

test('a text that fails before its zip is read fails the one who reads it', async () => {
  const zip = zipOf('results.json', failing())
  await setTimeout(50)
  const read = async () => {
    while (!(await zip.next()).done);
  }
  await expect(read()).rejects.toThrow('the sample is not there')
})

async function* failing(): AsyncGenerator<string, void> {
  throw new Error('the sample is not there')
}
