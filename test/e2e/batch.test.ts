import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { enginePids } from '../fixtures/engine-pids'
import { oraclePath } from '../fixtures/oracle'
import { standInSlurm, type StandIn } from '../fixtures/stand-in-slurm'
import { only } from '../fixtures/temp-library'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet, type DataSet } from './support/data-set'
import { runCli, startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'

const EDITED = 'Một bác sĩ đang khám cho bé .'
const IMAGES = 90

/** Captions for many images in the window, each step continuing from the one before. */
describe.skipIf(noBrowser !== null)('the Batch screen', () => {
  let root = ''
  let server: Server
  let browser: Browser
  let page: Page
  let data: DataSet
  let slurm: StandIn
  const onCluster = process.platform !== 'win32'
  const faults: string[] = []
  const folder = () => join(root, 'images')
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const dialog = () => page.getByRole('dialog')
  const show = (name: RegExp) => page.getByTestId('batch-counts').getByRole('radio', { name })
  const item = (index: number) => page.getByTestId(`batch-item-${index}`)
  const state = (name: string) =>
    page.locator(`[data-testid="batch-state"][data-state="${name}"]`).waitFor()

  const standing = (state: string) =>
    slurm.queue([0, 1, 2].map((task) => `42_${task}|${state}|gpu|n1|None`))

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-batch-'))
    data = await writeDataSet(join(root, 'data'), 0)
    mkdirSync(join(folder(), 'ward'), { recursive: true })
    for (let index = 0; index < IMAGES; index++) {
      const background = { r: 250 - 2 * index, g: 90 + index, b: (index * 37) % 250 }
      const name = `p${String(index).padStart(3, '0')}.jpg`
      await sharp({ create: { width: 160, height: 120, channels: 3, background } })
        .jpeg()
        .toFile(join(folder(), index % 9 === 0 ? 'ward' : '.', name))
    }
    writeFileSync(join(folder(), 'words.jpg'), 'no image')
    const home = join(root, 'home')
    const library = ['--library', join(root, 'library')]
    await runCli(home, 'import', data.captions, ...library)
    await runCli(
      home,
      ...['caption', '--filter', '', '--dry-run', '1', '--decode', 'greedy', ...library],
      ...['--model', oraclePath('clipcap', 'clipcap.pt'), '--clip', oraclePath('clip')],
      ...['--gpt', oraclePath('gpt2', 'safetensors')]
    )
    if (onCluster) {
      mkdirSync(join(root, 'cluster'))
      slurm = standInSlurm(join(root, 'cluster'))
      const { name, ...profile } = { ...slurm.profile, every: 1 }
      mkdirSync(join(home, 'clusters'))
      writeFileSync(join(home, 'clusters', `${name}.json`), JSON.stringify(profile))
      standing('RUNNING')
      await runCli(
        home,
        ...['caption', join(folder(), 'ward'), '--model', 'clipcap.pt', '--profile', 'lab'],
        ...['--shards', '3', '--into-library', ...library]
      )
    }
    server = await startServer(home, ...library)
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1280, height: 860 } })
    page.setDefaultTimeout(60_000)
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`${message.text()} ${message.location().url}`)
    })
    await page.goto(server.url)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'failed-batch')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })

  it('tries a model on a few images of a folder', async () => {
    await page.getByRole('link', { name: 'Caption', exact: true }).click()
    await page.getByRole('textbox', { name: 'Folder of images' }).fill(folder())
    await page.getByLabel('Beams', { exact: true }).fill('4')
    await button('Try on 8').click()
    await page.getByText('trial', { exact: true }).waitFor()
    await state('done')
    await expect.poll(() => page.locator('[data-testid^="batch-item-"]').count()).toBe(8)
    await expect.poll(() => show(/^Captioned/).textContent()).toContain('8')
    await expectSound(page, '40-batch-try')
  })

  it('captions the folder, waits when paused, keeps what the try has done', async () => {
    // The engine stands still meanwhile: it could be done before somebody pauses it.
    const engines = process.platform === 'linux' ? enginePids(server.pid) : []
    for (const engine of engines) process.kill(engine, 'SIGSTOP')
    await button('Start captioning').click()
    await page.getByText('trial', { exact: true }).waitFor({ state: 'detached' })
    await state('running')
    await button('Pause').first().click()
    for (const engine of engines) process.kill(engine, 'SIGCONT')
    await state('paused')
    const done = () => show(/^Captioned/).textContent()
    await expectSound(page, '41-batch-paused')
    const before = await done()
    await page.waitForTimeout(600)
    await expect.poll(() => done()).toBe(before)
    await button('Continue').first().click()
    await state('done')
    // Some images of the try; the file that is none failed.
    await expect.poll(() => show(/^All/).textContent()).toContain(String(IMAGES + 1))
    await show(/^Already captioned/).waitFor()
    await show(/^Failed/).click()
    await expect.poll(() => page.locator('[data-testid^="batch-item-"]').count()).toBe(1)
    await expect
      .poll(() => page.locator('[data-state="failed"]').last().textContent())
      .toContain('words.jpg')
    await expectSound(page, '42-batch-failed')
    await sharp({ create: { width: 90, height: 90, channels: 3, background: '#abc' } })
      .jpeg()
      .toFile(join(folder(), 'words.jpg'))
    await button('Retry failed images').click()
    await expect.poll(() => show(/^Failed/).count()).toBe(0)
    await show(/^All/).click()
    await expectSound(page, '43-batch-done')
  })

  it('lets a caption be edited in place and writes it with the others', async () => {
    const caption = item(0).locator('.text')
    await caption.click()
    await item(0).getByRole('textbox').fill(EDITED)
    await page.keyboard.press('Control+Enter')
    await item(0).getByText('Edited', { exact: true }).waitFor()
    await expect.poll(() => caption.textContent()).toContain(EDITED)

    await button('Export…').click()
    const file = join(root, 'captions.csv')
    await dialog().getByRole('radio', { name: 'CSV' }).click()
    await dialog().getByRole('textbox', { name: 'File' }).fill(file)
    await button('Export').click()
    await page.getByTestId('export-done').waitFor()
    await expect.poll(() => readFileSync(file, 'utf8')).toContain(`p001.jpg,${EDITED},`)
    await dialog().getByRole('radio', { name: 'Text files' }).click()
    await expectSound(page, '44-batch-export')
    await button('Export').click()
    await expect
      .poll(() => page.getByTestId('export-done').textContent())
      .toContain(`${IMAGES + 1} text files`)
    await expect.poll(() => readFileSync(join(folder(), 'p001.txt'), 'utf8')).toBe(`${EDITED}\n`)
    await button('Close').last().click()
  })

  it('captions images of the library, scores them and keeps them as drafts, in Vietnamese too', async () => {
    await page.getByRole('radio', { name: 'Library' }).click()
    await button('Start captioning').click()
    await page.locator('header strong').getByText('The whole library').waitFor()
    await state('done')
    await button('Score…').click()
    await button('Score').click()
    await page.getByTestId('batch-scores').waitFor()
    await expect.poll(() => page.getByTestId('batch-scores').textContent()).toMatch(/CIDEr-D\d/)
    await expectSound(page, '45-batch-scores')
    await button('Close').last().click()
    await button('Add to the library').click()
    const kept = page.getByTestId('batch-kept')
    await kept.waitFor()
    await expect
      .poll(() => kept.textContent())
      .toMatch(/^[1-9]\d* drafts added; 0 were already there/)
    await button('Add to the library').click()
    await expect.poll(() => kept.textContent()).toMatch(/^0 drafts added/)

    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await page.getByRole('radio', { name: 'Tiếng Việt' }).click()
    await page.getByRole('radio', { name: 'Tối' }).click()
    await page.getByRole('link', { name: 'Tạo chú thích', exact: true }).click()
    await page.getByTestId('batch-item-0').waitFor()
    await expectSound(page, '46-batch-vietnamese-dark')
  })

  it('captions the images that are selected in the library', async () => {
    await page.getByRole('link', { name: 'Thư viện', exact: true }).click()
    await page.getByRole('gridcell').nth(2).waitFor()
    await page.getByTestId('grid').focus()
    await page.keyboard.press('Control+a')
    await button('Tạo chú thích…').click()
    await page.getByText(`${data.images} ảnh đã chọn`).waitFor()
    await button('Bắt đầu tạo chú thích').click()
    await page.locator('header strong').getByText('Toàn bộ thư viện').waitFor()
    await state('done')
    await expect.poll(() => show(/^Đã có chú thích/).textContent()).toContain(String(data.images))
  })

  // The window speaks Vietnamese by now.
  it.skipIf(!onCluster)('shows where a job on a cluster is, and stops it there', async () => {
    await page.evaluate(() => (location.hash = '#/batch/3'))
    const progress = () => page.getByTestId('job-progress').first()
    await expect.poll(() => progress().textContent()).toContain('lab: 0 / 3 phần')
    await expect.poll(() => button('Tạm dừng').count()).toBe(0)
    const shared = join(root, 'cluster', 'shared')
    const job = join(shared, only(readdirSync(shared)), 'jobs', '3')
    const shard = join(job, only(readdirSync(job)), '0')
    const [first = ''] = readFileSync(join(shard, 'items.jsonl'), 'utf8').split('\n')
    const { ids } = JSON.parse(first) as { ids: number[] }
    const line = { type: 'caption', ids, text: 'Từ cụm máy .', score: -1 }
    appendFileSync(join(shard, 'log.jsonl'), `${JSON.stringify(line)}\n`)
    await page.getByText('Từ cụm máy .').first().waitFor()
    await expectSound(page, '48-batch-cluster')
    await button('Huỷ công việc').first().click()
    await expect.poll(() => slurm.cancelled()).toContain('42_0 42_1 42_2')
    const stopped = { error: { code: 'call.interrupted', params: {}, message: 'stopped' } }
    for (const number of ['0', '1', '2']) {
      appendFileSync(join(shard, '..', number, 'log.jsonl'), `${JSON.stringify(stopped)}\n`)
    }
    standing('CANCELLED')
    await state('cancelled')
    await expect.poll(() => button('Chạy tiếp').count()).toBe(1)
    await page.getByText('Từ cụm máy .').first().waitFor()
  })

  it.skipIf(!onCluster)('gives images to a cluster in as many parts as are asked for', async () => {
    const place = page.getByLabel('Nơi tạo chú thích')
    await place.selectOption('lab')
    await page.getByLabel('Số phần').fill('2')
    // Nothing has a caption by these settings yet.
    await page.getByLabel('Số chùm').fill('3')
    slurm.queue([0, 1].map((task) => `43_${task}|PENDING|gpu||Priority`))
    await button('Bắt đầu tạo chú thích').click()
    await expect
      .poll(() => page.getByTestId('job-progress').first().textContent())
      .toContain('lab: 0 / 2 phần')
    await expectSound(page, '47-caption-on-cluster')
    await place.selectOption('Máy này')
  })

  it('left no error behind', () => {
    // The thumbnail of a file that is no image.
    expect(faults.filter((fault) => !/404.*\/media\/captioning\//.test(fault))).toEqual([])
  })
})
