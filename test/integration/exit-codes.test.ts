import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { startCalls, type Calls } from './support/calls'
import { manyImages, readyLibrary } from './support/trained-library'
import { jsonLines, viecap as runViecap } from './support/viecap'

let dir: string
let library: string
let calls: Calls
const at = (...parts: string[]) => join(dir, ...parts)
const viecap = (...args: string[]) => runViecap(at('home'), ...args)

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-codes-'))
  library = await readyLibrary(dir)
  calls = startCalls(at('home'))
})
afterAll(() => {
  calls?.end()
  rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
})

/**
 * Every command: a call that lacks what it needs (null where it needs nothing), and one that names
 * what is not there. L stands for a library, N for a path where nothing is, F for a file, and U for a
 * path inside one.
 */
const commands: [name: string, lacking: string[] | null, missing: string[]][] = [
  ['import', ['import', '--library', 'L'], ['import', 'N', '--library', 'L']],
  [
    'export',
    ['export', 'N', '--library', 'L'],
    ['export', 'N', '--format', 'coco', '--library', 'N']
  ],
  [
    'datasets download',
    ['datasets', 'download', 'x'],
    ['datasets', 'download', 'a/b', '--to', 'U']
  ],
  ['check', ['check'], ['check', '--library', 'N']],
  ['check FILE', ['check', 'N', '--library', 'L'], ['check', 'N']],
  ['replace', ['replace', 'a', '--library', 'L'], ['replace', 'a', 'b', '--library', 'N']],
  ['duplicates', ['duplicates'], ['duplicates', '--library', 'N']],
  ['stats', ['stats'], ['stats', '--library', 'N']],
  ['models add', ['models', 'add', '--library', 'L'], ['models', 'add', 'N', '--library', 'L']],
  ['models list', ['models', 'list'], ['models', 'list', '--library', 'N']],
  ['models check', ['models', 'check'], ['models', 'check', 'N']],
  ['models download', ['models', 'download', 'x'], ['models', 'download', 'a/b', '--library', 'N']],
  [
    'models push',
    ['models', 'push', 'N', 'name', '--library', 'L'],
    ['models', 'push', 'run-0001', 'a/b', '--library', 'N']
  ],
  ['datasets push', ['datasets', 'push', 'N', 'name'], ['datasets', 'push', 'N', 'a/b']],
  ['embed', ['embed'], ['embed', '--library', 'N']],
  ['embed --bundle', ['embed', '--bundle'], ['embed', '--bundle', 'N']],
  ['caption --bundle', ['caption', '--bundle'], ['caption', '--bundle', 'N']],
  [
    'caption --profile',
    ['caption', 'N', '--model', 'N', '--out', 'N', '--profile'],
    ['caption', 'N', '--model', 'N', '--out', 'N', '--profile', 'N']
  ],
  [
    'cluster cancel JOB',
    ['cluster', 'cancel', '--library', 'L'],
    ['cluster', 'cancel', '999', '--library', 'L']
  ],
  ['train', ['train', '--preset', 'quick'], ['train', '--preset', 'quick', '--library', 'N']],
  ['train --bundle', ['train', '--bundle'], ['train', '--bundle', 'N']],
  ['runs list', ['runs', 'list'], ['runs', 'list', '--library', 'N']],
  ['runs show', ['runs', 'show', '--library', 'L'], ['runs', 'show', 'run-9', '--library', 'L']],
  [
    'runs compare',
    ['runs', 'compare', '--library', 'L'],
    ['runs', 'compare', 'run-9', '--library', 'L']
  ],
  [
    'runs cancel',
    ['runs', 'cancel', '--library', 'L'],
    ['runs', 'cancel', 'run-9', '--library', 'L']
  ],
  [
    'runs resume',
    ['runs', 'resume', '--library', 'L'],
    ['runs', 'resume', 'run-9', '--library', 'L']
  ],
  [
    'runs average',
    ['runs', 'average', 'run-9', '--library', 'L'],
    ['runs', 'average', 'run-9', '--last', '2', '--library', 'L']
  ],
  [
    'runs edit',
    ['runs', 'edit', 'run-0001', '--library', 'L'],
    ['runs', 'edit', 'run-9', '--name', 'a', '--library', 'L']
  ],
  [
    'runs delete',
    ['runs', 'delete', '--library', 'L'],
    ['runs', 'delete', 'run-9', '--yes', '--library', 'L']
  ],
  [
    'train --profile',
    ['train', '--preset', 'quick', '--library', 'L', '--profile'],
    ['train', '--preset', 'quick', '--profile', 'N', '--library', 'N']
  ],
  [
    'cluster submit',
    ['cluster', 'submit', 'run-9', '--library', 'L'],
    ['cluster', 'submit', 'run-9', '--profile', 'N', '--library', 'L']
  ],
  ['cluster follow', ['cluster', 'follow'], ['cluster', 'follow', '--library', 'N']],
  ['cluster status', ['cluster', 'status'], ['cluster', 'status', '--library', 'N']],
  [
    'cluster cancel',
    ['cluster', 'cancel', '--library', 'L'],
    ['cluster', 'cancel', 'run-9', '--library', 'L']
  ],
  [
    'runs export',
    ['runs', 'export', '--library', 'L'],
    ['runs', 'export', 'x', 'N', '--format', 'hf', '--library', 'N']
  ],
  ['caption', ['caption', 'N', '--out', 'N'], ['caption', 'N', '--model', 'N', '--out', 'N']],
  ['evaluate', ['evaluate', '--library', 'L'], ['evaluate', 'run-0001', '--library', 'N']],
  ['score', ['score', '--references', 'N'], ['score', '--references', 'N', '--hypotheses', 'N']],
  ['demo', null, ['demo', '--library', 'F']],
  ['serve', null, ['serve', '--library', 'N']],
  ['serve-captions', ['serve-captions', 'N'], ['serve-captions', 'run-9', '--library', 'N']],
  ['users add', ['users', 'add', 'lan'], ['users', 'add', 'lan', '--role', 'annotator']],
  ['users role', ['users', 'role', 'lan'], ['users', 'role', 'nobody', '--role', 'admin']],
  ['users email', ['users', 'email'], ['users', 'email', 'nobody', 'a@b.vn']],
  ['users disable', ['users', 'disable'], ['users', 'disable', 'nobody']],
  ['users enable', ['users', 'enable'], ['users', 'enable', 'nobody']],
  ['users reset', ['users', 'reset'], ['users', 'reset', 'nobody']],
  ['bench embed', ['bench', 'embed'], ['bench', 'embed', 'N']],
  ['bench load', ['bench', 'load'], ['bench', 'load', 'N']],
  ['backup create', ['backup', 'create'], ['backup', 'create', '--library', 'N']],
  ['backup list', ['backup', 'list'], ['backup', 'list', 'N']],
  ['backup verify', ['backup', 'verify'], ['backup', 'verify', 'N']],
  ['backup restore', ['backup', 'restore', 'N'], ['backup', 'restore', 'N', '--to', 'N']],
  ['library check', ['library', 'check'], ['library', 'check', '--library', 'N']],
  [
    'library split',
    ['library', 'split', 'N', '--library', 'L'],
    ['library', 'split', 'N', '--name', 'Lan', '--library', 'N']
  ],
  ['library merge', ['library', 'merge', 'N'], ['library', 'merge', 'N', '--library', 'L']],
  [
    'lists create',
    ['lists', 'create', 'x', '--library', 'L'],
    ['lists', 'create', 'x', '--people', 'lan', '--library', 'N']
  ],
  ['lists list', ['lists', 'list'], ['lists', 'list', '--library', 'N']],
  ['lists show', ['lists', 'show', '--library', 'L'], ['lists', 'show', 'x', '--library', 'L']],
  [
    'lists reassign',
    ['lists', 'reassign', 'x', '--library', 'L'],
    ['lists', 'reassign', 'x', '--to', 'lan', '--library', 'L']
  ],
  ['lists close', ['lists', 'close', '--library', 'L'], ['lists', 'close', 'x', '--library', 'L']],
  ['doctor', null, ['doctor', '--library', 'N']]
]

/** They name nothing that could be missing. */
const alwaysThere = /^(datasets list|users (list|log)|bench (?!embed|load))/

test('the table has every command', async () => {
  const listed = async (above: string[]): Promise<string[]> => {
    const { stdout } = await calls.call(...above, '--help')
    const [, inside = ''] = stdout.split('\nCommands:\n')
    const names = [...inside.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name = '']) => name)
    const own = names.filter((name) => name !== 'help')
    if (own.length === 0) return [above.join(' ')]
    return (await Promise.all(own.map((name) => listed([...above, name])))).flat()
  }
  const names = new Set(commands.map(([name]) => name))
  const missing = (await listed([])).filter((name) => !names.has(name) && !alwaysThere.test(name))
  expect(missing).toEqual([])
})

describe.each(commands)('%s', (_name, lacking, missing) => {
  const words = (): Record<string, string> => ({
    L: library,
    N: at('nowhere'),
    F: at('a-file'),
    U: at('a-file', 'inside')
  })
  const spelt = (args: readonly string[]) => args.map((arg) => words()[arg] ?? arg)

  test.runIf(lacking)('that lacks something is a wrong call', async () => {
    const { code, stdout, stderr } = await calls.call(...spelt(lacking ?? []))
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^viecap: .+\n$/)
  })

  test('with an option that there is not is a wrong call', async () => {
    const outcome = await calls.call(...spelt(missing), '--no-such-option')
    expect(outcome).toMatchObject({ code: 2, stdout: '' })
    expect(outcome.stderr).toContain("unknown option '--no-such-option'")
  })

  test('that names what is not there fails, makes nothing, and prints one JSON object', async () => {
    writeFileSync(at('a-file'), 'no folder')
    const before = readdirSync(dir)
    const { code, stdout, stderr } = await viecap(...spelt(missing), '--json')
    expect({ code, stderr }).toMatchObject({ code: 1 })
    expect(jsonLines(stdout)).toEqual([
      { error: expect.objectContaining({ code: expect.any(String) as unknown }) as unknown }
    ])
    expect(stderr).toMatch(/^viecap: .+\n$/)
    expect(readdirSync(dir).sort()).toEqual([...new Set([...before, 'a-file'])].sort())
  })
})

test('options that contradict each other are a wrong call', async () => {
  const both = ['--archive', '--unarchive', '--library', library]
  const { code, stderr } = await viecap('runs', 'edit', 'run-0001', ...both)
  expect(code).toBe(2)
  expect(stderr).toContain("option '--archive' cannot be used with option '--unarchive'")
})

test('an import or a captioning of what is not there leaves no library behind', async () => {
  const fresh = at('fresh')
  const missing = at('nowhere')
  const imported = await viecap('import', missing, '--library', fresh)
  expect(imported.code).toBe(1)
  expect(imported.stderr).toContain(`${missing} does not exist`)
  const images = await viecap('import', library, '--images', missing, '--library', fresh)
  expect(images.code).toBe(1)
  mkdirSync(at('images'), { recursive: true })
  const out = at('captions.json')
  const captioned = await viecap('caption', at('images'), '--model', 'run-0001', '--out', out)
  expect(captioned.code).toBe(2)
  expect(readdirSync(dir)).not.toContain('fresh')
  expect(readdirSync(dir)).not.toContain('captions.json.viecap')
})

test('what failed for some files is 1, with the result told', async () => {
  const folder = at('mixed')
  manyImages(folder, 3)
  writeFileSync(join(folder, 'bad.png'), 'no image')
  const place = at('mixed-library')
  const add = (...args: string[]) => viecap(...args, '--library', place)
  expect((await add('import', folder, '--format', 'folder')).code).toBe(1)
  expect((await add('models', 'add', oraclePath('clip'))).code).toBe(0)
  // Found unreadable when it is embedded, not when it was imported.
  writeFileSync(join(folder, 'image-00001.png'), 'no image any more')
  const embedded = await add('embed', '--json')
  expect(embedded.code).toBe(1)
  expect(jsonLines(embedded.stdout)).toMatchObject([{ images: { embedded: 2, failed: 1 } }])
  expect(embedded.stderr).toMatch(/^viecap: 1 of 3 images and sentences could not be embedded/)
  const compared = await add('duplicates', '--json')
  expect(compared.code).toBe(1)
  expect(jsonLines(compared.stdout)).toMatchObject([{ failed: 1 }])
  expect(compared.stderr).toMatch(/^viecap: 1 images could not be read/)
})

test.each(['http://user:secret@localhost/v1', 'http://localhost/v1?key=secret', 'ftp://secret'])(
  'an endpoint %s is a wrong call that is not repeated',
  async (url) => {
    const out = ['--out', at('captions.json'), '--endpoint', url, '--model-name', 'm', '--json']
    const { code, stdout, stderr } = await viecap('caption', library, ...out)
    expect(code).toBe(2)
    expect(stdout + stderr).not.toContain('secret')
  }
)
