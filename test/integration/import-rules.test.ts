import { globSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { expect, test } from 'vitest'
import { mayImport, rooms } from '../../eslint.rooms'

const root = resolve(import.meta.dirname, '../..')
// Planted files are in no project of TypeScript.
const eslint = new ESLint({ cwd: root, overrideConfig: tseslint.configs.disableTypeChecked })
const folderOf = (room: string): string => rooms.find(({ type }) => type === room)?.pattern ?? ''

/** A source file of a room, without tests. */
function fileOf(room: string): string {
  const file = globSync(`${folderOf(room)}/**/*.{ts,vue}`, { cwd: root }).find(
    (path) => !path.includes('.test.') && !path.includes('/test/')
  )
  if (file === undefined) throw new Error(`${room} is empty`)
  return file
}

/** What lint says of a file in `room` that imports a file of `other`. */
async function lint(room: string, other: string, ending = 'ts'): Promise<string[]> {
  const filePath = join(root, folderOf(room), `planted.${ending}`)
  const target = relative(dirname(filePath), join(root, fileOf(other))).replace(/\.ts$/, '')
  const specifier = target.startsWith('.') ? target : `./${target}`
  const [result] = await eslint.lintText(`import '${specifier}'\n`, { filePath })
  return (result?.messages ?? [])
    .filter(({ ruleId }) => ruleId === 'boundaries/dependencies')
    .map(({ message }) => message)
}

const all = Object.keys(mayImport)

test.each(all)('%s may import what its row says, and nothing else', async (room) => {
  for (const other of all.filter((name) => name !== room)) {
    const allowed = mayImport[room]?.includes(other) ?? false
    const said = await lint(room, other)
    expect(said, `${room} imports ${other}`).toHaveLength(allowed ? 0 : 1)
    if (!allowed) expect(said[0]).toMatch(`${room} may import from `)
  }
})

const endings = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs']
test.each(endings)('the rules hold for .%s files', async (ending) => {
  expect(await lint('base', 'services', ending)).toHaveLength(1)
})

test.each(endings)('a package stays in its room in .%s files', async (ending) => {
  const filePath = join(root, `src/main/services/planted.${ending}`)
  const code = "import 'sharp'\nimport { readFile } from 'node:fs/promises'\nvoid readFile\n"
  const [result] = await eslint.lintText(code, { filePath })
  const rules = (result?.messages ?? []).map(({ ruleId }) => ruleId)
  expect(rules).toEqual(expect.arrayContaining(['no-restricted-imports', 'no-restricted-syntax']))
})

test('every folder of the main side is a room', () => {
  const folders = globSync('src/main/{*,engine/*,hosts/*}/', { cwd: root })
    .map((path) => path.replaceAll('\\', '/').replace(/\/$/, ''))
    .filter((path) => !['src/main/engine', 'src/main/hosts'].includes(path))
  const known = rooms.map(({ pattern }) => pattern)
  expect(folders.filter((path) => !known.includes(path))).toEqual([])
})
