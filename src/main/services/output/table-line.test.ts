import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { csvLine, tsvLine, withoutGuard } from './table-line'

const guarding = () => ({ keep: false, guarded: 0 })
const keeping = () => ({ keep: true, guarded: 0 })

test.each(['một\nhai', 'một\rhai', 'một\r\nhai', 'a,b', 'nói "ừ"', '\n'])(
  'a CSV cell %j is quoted and read back',
  (cell) => {
    const line = csvLine(['x', cell], keeping())
    expect(line).toBe(`x,"${cell.replaceAll('"', '""')}"\r\n`)
    expect(parse(line)).toEqual([['x', cell]])
  }
)

test('cells that a spreadsheet would run are made harmless, counted, and read back', () => {
  const cells = ['=1+1', '+x', '-x', '@x', '\tx', '\rx', "'=x", "''-x", '\uff1d1']
  const guard = guarding()
  const [read = []]: string[][] = parse(csvLine(cells, guard))
  expect(read).toEqual(cells.map((cell) => `'${cell}`))
  expect(read.map(withoutGuard)).toEqual(cells)
  expect(guard.guarded).toBe(cells.length)
  expect(tsvLine(['=1', 'a'], guarding())).toBe("'=1\ta\n")
})

test('other texts and numbers stay as they are', () => {
  const cells = ['a=b', "'tis", "'", '', '-5', '+1.5e-3', 'ảnh']
  const guard = guarding()
  const [read = []]: string[][] = parse(csvLine(cells, guard))
  expect([read, guard.guarded]).toEqual([cells, 0])
  expect(read.map(withoutGuard)).toEqual(cells)
  expect(csvLine(['a', -0.5, null], guard)).toBe('a,-0.5,\r\n')
})

test('cells are kept on request', () => {
  const guard = keeping()
  expect(csvLine(['=1+1'], guard)).toBe('=1+1\r\n')
  expect(guard.guarded).toBe(0)
})
