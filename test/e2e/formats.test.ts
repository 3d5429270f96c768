import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { parquetWriteBuffer } from 'hyparquet-writer'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { ZipFile } from 'yazl'
import { HubServer } from '../fixtures/hub-server'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'

describe.skipIf(noBrowser !== null)('importing and exporting in the window', () => {
  let root = ''
  let hub: HubServer
  let server: Server
  let browser: Browser
  let page: Page
  let data: Awaited<ReturnType<typeof writeDataSet>>
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const file = () => page.getByRole('textbox', { name: 'File', exact: true })

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-formats-'))
    data = await writeDataSet(join(root, 'data'), 2)
    hub = await HubServer.start({})
    vi.stubEnv('HF_ENDPOINT', hub.url)
    server = await startServer(join(root, 'home'))
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1200, height: 860 } })
    page.setDefaultTimeout(60_000)
    await page.goto(server.url)
    await page.getByRole('textbox', { name: 'New folder' }).fill(join(root, 'library'))
    await button('Create library').click()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'failed-formats')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    await hub?.close()
    vi.unstubAllEnvs()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })

  it('previews a table, lets its columns be chosen, and keeps the others', async () => {
    const names = (JSON.parse(readFileSync(data.captions, 'utf8')) as { id: string }[])
      .map(({ id }) => id)
      .slice(0, 3)
    const rows = [...names, '../outside.jpg'].map(
      (name, i) => `${i},${name},câu số ${i},ghi chú ${i}`
    )
    const table = join(root, 'data', 'table.csv')
    writeFileSync(table, `\ufeffstt,tệp,lời,ghi chú\r\n${rows.join('\r\n')}\r\n`)
    await button('Import…').first().click()
    await page.getByRole('textbox', { name: 'File or folder' }).fill(table)
    await button('Preview').click()
    const preview = page.getByTestId('import-preview')
    await preview.waitFor()
    await page.getByLabel('Image column').selectOption('tệp')
    await page.getByLabel('Caption column').selectOption('lời')
    await preview.getByText('câu số 2', { exact: true }).waitFor()
    await expect.poll(() => preview.textContent()).toContain('ghi chú')
    await expect
      .poll(() => preview.textContent())
      .toContain('The id points outside the image folder')
    await expectSound(page, '16-import-preview')
    await button('Import').click()
    const report = page.getByTestId('import-report')
    await report.waitFor()
    await expect.poll(() => report.textContent()).toContain('3 added')
    await expect
      .poll(() => page.getByRole('dialog').textContent())
      .toContain('Additional fields of the file')
    await expectSound(page, '17-import-kept')
    await button('Close').last().click()
  })

  it('loads a data set of the hub and imports it', async () => {
    const images = join(root, 'data', 'images_train')
    const jpeg = readFileSync(join(images, readdirSync(images)[0] ?? ''))
    const shard = Buffer.from(
      parquetWriteBuffer({
        columnData: [
          { name: 'jpg', data: [new Uint8Array(jpeg)], type: 'BYTE_ARRAY' },
          { name: 'caption_vi', data: ['một ảnh của kho'] }
        ]
      })
    )
    hub.models.set('datasets/owner/photos', new Map([['data/train-0.parquet', shard]]))
    await button('Import…').first().click()
    await page.getByText('From the Hugging Face hub').click()
    const part = page.getByTestId('hub-dataset')
    await part.getByText('KTVIC', { exact: true }).waitFor()
    await expectSound(page, 'import-hub')
    await part.getByRole('textbox', { name: 'Data set' }).fill('owner/photos')
    await part.getByRole('button', { name: 'Download', exact: true }).click()
    const path = page.getByRole('textbox', { name: 'File or folder' })
    await expect.poll(() => path.inputValue()).toMatch(/owner.photos$/)
    await button('Preview').click()
    const preview = page.getByTestId('import-preview')
    await preview.getByText('một ảnh của kho').waitFor()
    await expect.poll(() => preview.innerText()).toContain('Parquet')
    await keepScreen(page, 'import-hub')
    await button('Import').click()
    await page.getByTestId('import-report').getByText('1 added').first().waitFor()
    await button('Close').last().click()
  })

  it('imports a zip with its images, and says which file in it holds the captions', async () => {
    const images = join(root, 'data', 'images_train')
    const zip = new ZipFile()
    const records = [{ image: 'chợ.jpg', caption: 'một ảnh trong tệp zip' }]
    zip.addBuffer(Buffer.from(JSON.stringify(records)), 'bộ ảnh/captions.json')
    zip.addFile(join(images, readdirSync(images)[1] ?? ''), 'bộ ảnh/images/chợ.jpg')
    zip.end()
    const path = join(root, 'data', 'ảnh.zip')
    writeFileSync(path, await buffer(zip.outputStream))
    await button('Import…').first().click()
    await page.getByRole('textbox', { name: 'File or folder' }).fill(path)
    await button('Preview').click()
    const preview = page.getByTestId('import-preview')
    await preview.getByText('một ảnh trong tệp zip').waitFor()
    await expect.poll(() => preview.innerText()).toContain('captions.json')
    await expectSound(page, 'import-zip')
    await button('Import').click()
    await page.getByTestId('import-report').getByText('1 added').first().waitFor()
    await button('Close').last().click()
  })

  it('imports a folder as a public set is unpacked, each file of it with its split', async () => {
    const images = join(root, 'data', 'images_train')
    const folder = join(root, 'data', 'bộ công khai')
    for (const [split, place] of [
      ['train', 2],
      ['test', 3]
    ] as const) {
      mkdirSync(join(folder, `${split}-images`), { recursive: true })
      const image = join(images, readdirSync(images)[place] ?? '')
      copyFileSync(image, join(folder, `${split}-images`, '0001.jpg'))
      const set = {
        images: [{ id: 1, filename: '0001.jpg' }],
        annotations: [{ id: 1, image_id: 1, caption: `một ảnh của ${split}` }]
      }
      writeFileSync(join(folder, `${split}_data.json`), JSON.stringify(set))
    }
    await button('Import…').first().click()
    await page.getByRole('textbox', { name: 'File or folder' }).fill(folder)
    await button('Preview').click()
    const preview = page.getByTestId('import-preview')
    await preview.getByText('một ảnh của train').waitFor()
    await preview.getByText('một ảnh của test').waitFor()
    await expect.poll(() => preview.innerText()).toContain('test_data.json')
    await expectSound(page, 'import-folder-of-files')
    await button('Import').click()
    await page.getByTestId('import-report').getByText('2 added').first().waitFor()
    await button('Close').last().click()
  })

  it('shows by itself what a file of another tool was taken for', async () => {
    const [name = ''] = (JSON.parse(readFileSync(data.captions, 'utf8')) as { id: string }[]).map(
      ({ id }) => id
    )
    const task = {
      data: { image: `/data/upload/1/0a1b2c3d-${name}` },
      annotations: [
        { completed_by: { email: 'lan@example.vn' }, result: textArea('Người đi bộ trên phố .') }
      ],
      predictions: [{ model_version: 'blip-vi', result: textArea('Một con phố .') }]
    }
    const tasks = join(root, 'data', 'tasks.json')
    writeFileSync(tasks, JSON.stringify([task]))
    await button('Import…').first().click()
    await page.getByRole('textbox', { name: 'File or folder' }).fill(tasks)
    const preview = page.getByTestId('import-preview')
    await preview.getByText('Label Studio').waitFor()
    await expect.poll(() => preview.textContent()).toContain('imported as suggestions')
    await expectSound(page, '17b-import-tasks')
    await button('Import').click()
    const report = page.getByTestId('import-report')
    await report.waitFor()
    await expect.poll(() => report.textContent()).toContain('2 added')
    await expect
      .poll(() => page.getByRole('dialog').textContent())
      .toContain('Read as Label Studio')
    await expectSound(page, '17c-import-tasks-report')
    await button('Close').last().click()
  })

  it('shows what an export would hold, and writes just that', async () => {
    await button('Export…').click()
    await page.getByLabel('Format').selectOption('csv')
    await file().fill(join(root, 'out.csv'))
    await button('Preview').click()
    const preview = () => page.getByTestId('export-preview').locator('pre').textContent()
    await expect.poll(preview).toContain('image,caption,stt,ghi chú')
    const shown = await preview()
    await expectSound(page, '18-export-preview')
    await button('Export').click()
    await page.getByTestId('export-done').waitFor()
    await expect.poll(() => readFileSync(join(root, 'out.csv'), 'utf8').trim()).toBe(shown?.trim())

    await page.getByLabel('Captions', { exact: true }).selectOption('accepted')
    await page.getByLabel('Format').selectOption('jsonl')
    await file().fill(join(root, 'accepted.jsonl'))
    await button('Export').click()
    await page.getByTestId('export-done').waitFor()
    await expect.poll(() => page.getByRole('status').textContent()).toContain('imported from csv')
    // It is put there at once, whole.
    await expect
      .poll(() => readFileSync(join(root, 'accepted.jsonl'), 'utf8'))
      .not.toContain('câu số')
    await expectSound(page, '19-export-report')
    await button('Close').last().click()
  })

  it('asks before it replaces a file, and never writes over the library', async () => {
    const target = join(root, 'mine.jsonl')
    writeFileSync(target, 'something else')
    await button('Export…').click()
    await page.getByLabel('Format').selectOption('jsonl')
    await file().fill(target)
    await button('Preview').click()
    await page.getByTestId('export-preview').getByText(`Already exists: ${target}`).waitFor()
    const question = page.getByRole('dialog', { name: 'Replace existing content?' })
    await button('Export').click()
    await question.getByText('14 bytes').waitFor()
    await expect.poll(() => question.textContent()).toContain(target)
    await expectSound(page, '19b-export-replace')
    await question.getByRole('button', { name: 'Cancel' }).click()
    await question.waitFor({ state: 'hidden' })
    expect(readFileSync(target, 'utf8')).toBe('something else')
    await button('Export').click()
    await question.getByRole('button', { name: 'Replace' }).click()
    await page.getByTestId('export-done').waitFor()
    await expect.poll(() => readFileSync(target, 'utf8')).toContain('"image"')

    await page.getByLabel('Format').selectOption('folder')
    await page.getByRole('textbox', { name: 'Folder', exact: true }).fill(join(root, 'data'))
    await button('Export').click()
    await question.getByText('is not empty').waitFor()
    await page.keyboard.press('Escape')
    await page.getByLabel('Format').selectOption('csv')
    await file().fill(join(root, 'library', 'library.sqlite'))
    await button('Export').click()
    await page.getByRole('alert').getByText('is inside the library').waitFor()
    await expectSound(page, '19c-export-library')
    await button('Close').last().click()
  })

  it('exports sentence pairs as two files', async () => {
    await page.getByRole('link', { name: 'Pairs' }).click()
    await button('Import pairs…').first().click()
    await page.getByRole('textbox', { name: 'File or folder' }).fill(data.pairs)
    await button('Preview').click()
    await page.getByTestId('import-preview').waitFor()
    await button('Import').click()
    await page.getByTestId('import-report').waitFor()
    await button('Close').last().click()
    await button('Export…').click()
    await file().fill(join(root, 'p.en'))
    await button('Export').click()
    await page.getByTestId('export-done').waitFor()
    await expectSound(page, '20-export-pairs')
    const lines = (name: string) => readFileSync(join(root, name), 'utf8').split('\n')
    await expect
      .poll(() => [lines('p.en'), lines('p.vi')].map(({ length }) => length))
      .toEqual([13, 13])

    // What the screen shows is what the next export begins with.
    await button('Close').last().click()
    const [wanted = ''] = lines('p.vi')
    await page.getByRole('search').getByRole('combobox').first().fill(`"${wanted}"`)
    await page.getByText('1 pair', { exact: true }).waitFor()
    await button('Export…').click()
    await expect
      .poll(() => page.getByLabel('Only what matches this filter').inputValue())
      .toBe(`"${wanted}"`)
    await file().fill(join(root, 'found.en'))
    await button('Export').click()
    await page.getByTestId('export-done').waitFor()
    await expectSound(page, '21-export-found-pairs')
    await expect.poll(() => lines('found.vi')).toEqual([wanted, ''])
    await button('Export').click()
    const question = page.getByRole('dialog', { name: 'Replace existing content?' })
    await question.getByText(join(root, 'found.vi')).waitFor()
    await page.keyboard.press('Escape')
    await button('Close').last().click()
  })

  it('asks in Vietnamese', async () => {
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('radio', { name: 'Tiếng Việt' }).click()
    await page.getByRole('link', { name: 'Thư viện' }).click()
    await button('Xuất…').click()
    await page.getByLabel('Định dạng').selectOption('csv')
    await page.getByRole('textbox', { name: 'Tệp', exact: true }).fill(join(root, 'out.csv'))
    await button('Xuất').click()
    const question = page.getByRole('dialog', { name: 'Thay thế nội dung đã có?' })
    await question.getByText('đã có sẵn').waitFor()
    await expectSound(page, '21b-export-replace-vietnamese')
    await question.getByRole('button', { name: 'Huỷ' }).click()
    await button('Đóng').last().click()
  })
})

const textArea = (text: string) => [{ type: 'textarea', value: { text: [text] } }]
