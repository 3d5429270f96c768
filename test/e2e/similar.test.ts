import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet, type DataSet } from './support/data-set'
import { runCli, startServer, type Server } from './support/server'
import { settled } from './support/settled'
import { expectSound } from './support/sound-screen'

const models = join(import.meta.dirname, '..', '..', 'resources', 'demo')

describe.skipIf(noBrowser !== null)('finding images by what they show', () => {
  let root = ''
  let home = ''
  let library: string[] = []
  let data: DataSet
  let server: Server
  let browser: Browser
  let page: Page
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const search = () => page.getByRole('combobox', { name: 'Search captions and file names' })
  const similarities = async () =>
    (await page.getByTestId('similarity').allTextContents()).map(Number)
  const note = () => page.getByTestId('screen-note').textContent()

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-similar-'))
    home = join(root, 'home')
    library = ['--library', join(root, 'library')]
    data = await writeDataSet(join(root, 'data'), 0)
    const images = join(root, 'data', 'images_train')
    await runCli(home, 'import', data.captions, '--images', images, ...library)
    await runCli(home, 'models', 'add', join(models, 'clip-patch16'), ...library)
    server = await startServer(home, ...library)
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(60_000)
    await page.goto(server.url)
  }, 600_000)
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'failed-similar')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })

  it('says that nothing is embedded yet, and embeds it', async () => {
    await search().fill('like:"a doctor with a mask"')
    await page.getByText('so that like: has nothing to compare').waitFor()
    await expect
      .poll(() => page.getByTestId('missing-embeddings').textContent())
      .toContain('images have no')
    await keepScreen(page, '70-nothing-embedded')
    await button('Embed the images').click()
    await page.getByTestId('similarity').first().waitFor()
  })

  it('lists images by their similarity to a text', async () => {
    await expect.poll(note).toBe(`${data.images} of ${data.images} images`)
    await expect.poll(async () => (await similarities()).length).toBeGreaterThan(5)
    const isSorted = async () =>
      (await similarities()).every((value, at, all) => at === 0 || value <= (all[at - 1] ?? 0))
    await expect.poll(isSorted).toBe(true)
    await page.getByText('Sorted by similarity').waitFor()
    await expectSound(page, '71-similar-to-text')
  })

  it('lists images by their similarity to one, by key, that one first', async () => {
    await page.getByTestId('grid').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    const current = () => page.getByTestId('grid').getAttribute('aria-activedescendant')
    const second = () => page.getByRole('gridcell').nth(1).getAttribute('id')
    await expect.poll(async () => (await current()) === (await second())).toBe(true)
    const id = (await current()) ?? ''
    await page.keyboard.press('l')
    await expect.poll(() => search().inputValue()).toBe(`like:#${id.replace('image-', '')}`)
    await expect.poll(async () => (await similarities())[0]).toBe(1)
    await expect.poll(() => page.getByRole('gridcell').first().getAttribute('id')).toBe(id)
    await expectSound(page, '72-similar-to-image')
  })

  it('finds the same on the command line', async () => {
    const out = join(root, 'like.csv')
    const filter = ['--filter', 'like:"a doctor with a mask" split:train']
    await server.kill()
    await runCli(home, 'export', out, '--format', 'csv', ...filter, ...library)
    expect(readFileSync(out, 'utf8').trim().split('\n').length).toBeGreaterThan(data.images)
    server = await startServer(home, ...library)
    await page.goto(server.url)
  })

  it('shows a map, where a line drawn around points selects them', async () => {
    await button('Clear filter').click()
    await button('Show the images as a map').click()
    const map = page.getByTestId('map')
    await map.waitFor()
    await page.getByRole('radio', { name: 'UMAP', checked: true }).waitFor()
    await expect.poll(() => page.getByTestId('map-progress').count()).toBe(0)
    await expect
      .poll(() => page.getByTestId('map-note').textContent())
      .toBe(`${data.images} images`)
    await map.focus()
    await page.keyboard.press('ArrowRight')
    await page.getByTestId('map-image').waitFor()
    await expectSound(page, '73-map')
    const box = await settled(() => map.boundingBox())
    if (!box) throw new Error('the map has no place')
    await page.mouse.move(box.x + 2, box.y + 2)
    await page.mouse.down()
    for (const [x, y] of [
      [box.width - 2, 2],
      [box.width - 2, box.height - 2],
      [2, box.height - 2]
    ] as const) {
      await page.mouse.move(box.x + x, box.y + y, { steps: 4 })
    }
    await page.mouse.up()
    await expect
      .poll(() => page.getByTestId('selected-count').textContent())
      .toBe(`${data.images} images selected`)
    await page.keyboard.press('Space')
    await expect
      .poll(() => page.getByTestId('selected-count').textContent())
      .toBe(`${data.images - 1} images selected`)
    await page.getByLabel('Colour by').selectOption('annotator')
    await page.getByRole('list', { name: 'Colours' }).getByText('an import').waitFor()
    await expectSound(page, '74-map-selected')
  })

  it('has all its words in Vietnamese', async () => {
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await page.getByRole('radio', { name: 'Tiếng Việt' }).click()
    await page.getByRole('link', { name: 'Thư viện', exact: true }).click()
    await page.getByRole('list', { name: 'Màu' }).waitFor()
    await expectSound(page, '75-map-vietnamese')
  })
})
