import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { shellWords } from './shell-words'

test.skipIf(process.platform === 'win32')('a shell reads the words back as they were', () => {
  const words = ['runs', 'a b', "it's", '$HOME', '', '*', 'ảnh mới', '--set', 'x=1', '`ls`']
  const printed = execFileSync('sh', ['-c', `printf '%s\\n' ${shellWords(words)}`], {
    encoding: 'utf8'
  })
  expect(printed.split('\n').slice(0, -1)).toEqual(words)
  expect(shellWords(['runs', 'resume', 'run-0001'])).toBe('runs resume run-0001')
})
