import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../../../../test/fixtures/temp-library'
import { readInput } from './read-input'

async function captionsOf(name: string, text: string) {
  const path = join(tempFolder(), name)
  writeFileSync(path, text)
  const { records, pairs } = await readInput({ path, format: 'auto' })
  return [
    ...records.map(({ image, captions }) => [image, ...captions]),
    ...pairs.map(({ english, vietnamese }) => [english, vietnamese])
  ]
}

it('takes the apostrophe away that our tables put before formulas', async () => {
  const rows = "'=1.jpg,'=1+1\r\nb.jpg,''-x\r\nc.jpg,'tis\r\nd.jpg,-5\r\n"
  expect(await captionsOf('ours.csv', `image,caption\r\n${rows}`)).toEqual([
    ['=1.jpg', '=1+1'],
    ['b.jpg', "'-x"],
    ['c.jpg', "'tis"],
    ['d.jpg', '-5']
  ])
  expect(await captionsOf('pairs.tsv', "english\tvietnamese\n'- Hi\t'- Chào\n")).toEqual([
    ['- Hi', '- Chào']
  ])
})

it('leaves it in tables that others have made', async () => {
  expect(await captionsOf('theirs.csv', "file,text\r\na.jpg,'=1\r\n")).toEqual([['a.jpg', "'=1"]])
})
