import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enginePids } from '../fixtures/engine-pids'
import { launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { runCli, startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'

describe.skipIf(noBrowser ?? process.platform !== 'linux')(
  'a window whose engine stands still',
  () => {
    let root: string
    let server: Server
    let browser: Browser

    beforeEach(async () => {
      root = mkdtempSync(join(tmpdir(), 'viecap-e2e-'))
      const data = await writeDataSet(join(root, 'data'), 0)
      const library = join(root, 'library')
      await runCli(join(root, 'home'), 'import', data.captions, '--library', library)
      server = await startServer(join(root, 'home'), '--library', library)
      browser = await launchBrowser()
    })
    afterEach(async () => {
      await browser?.close()
      await server?.kill()
      rmSync(root, { recursive: true, force: true })
    })

    it('shows its settings at once, and the devices when they are found', async () => {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      page.setDefaultTimeout(60_000)
      await page.goto(server.url)
      await page.getByRole('link', { name: 'Settings' }).click()
      await expect.poll(() => enginePids(server.pid).length).toBe(1)
      const [engine = 0] = enginePids(server.pid)
      process.kill(engine, 'SIGSTOP')
      try {
        await page.getByText('Looking for devices…').waitFor()
        await page.getByText(/Version \d/).waitFor()
        // At once: an engine that stays silent is soon replaced by one that answers.
        expect(await page.getByTestId('devices').count()).toBe(0)
        await expectSound(page, '33-settings-engine-stands-still')
      } finally {
        process.kill(engine, 'SIGCONT')
      }
      await page.getByTestId('devices').getByText('Used by Automatic').waitFor()
    })
  }
)
