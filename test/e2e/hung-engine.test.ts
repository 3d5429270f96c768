import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { enginePids } from '../fixtures/engine-pids'
import { launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { runCli, startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'

/** A module in which every engine stops before its first step, also one that replaces another. */
const stopEngines = (mark: string) => `
  import { existsSync } from 'node:fs'
  if (process.argv[1]?.endsWith('engine.js') && existsSync(${JSON.stringify(mark)})) {
    process.kill(process.pid, 'SIGSTOP')
  }
`

describe.skipIf(noBrowser ?? process.platform !== 'linux')(
  'a window whose engine stands still',
  () => {
    let root: string
    let server: Server
    let browser: Browser
    const stopped = () => join(root, 'stopped')

    beforeEach(async () => {
      root = mkdtempSync(join(tmpdir(), 'viecap-e2e-'))
      const data = await writeDataSet(join(root, 'data'), 0)
      const library = join(root, 'library')
      await runCli(join(root, 'home'), 'import', data.captions, '--library', library)
      writeFileSync(stopped(), '')
      writeFileSync(join(root, 'stop.mjs'), stopEngines(stopped()))
      vi.stubEnv('NODE_OPTIONS', `--import=${join(root, 'stop.mjs')}`)
      server = await startServer(join(root, 'home'), '--library', library)
      vi.unstubAllEnvs()
      browser = await launchBrowser()
    })
    afterEach(async () => {
      vi.unstubAllEnvs()
      await browser?.close()
      await server?.kill()
      rmSync(root, { recursive: true, force: true, maxRetries: 10 })
    })

    it('shows its settings at once, and the devices when they are found', async () => {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      page.setDefaultTimeout(60_000)
      await page.goto(server.url)
      await page.getByRole('link', { name: 'Settings' }).click()
      await expect.poll(() => enginePids(server.pid).length).toBe(1)
      try {
        await page.getByText('Looking for devices…').waitFor()
        await page.getByText(/Version \d/).waitFor()
        await expect.poll(() => page.getByTestId('devices').count()).toBe(0)
        await expectSound(page, '33-settings-engine-stands-still')
      } finally {
        rmSync(stopped())
        for (const engine of enginePids(server.pid)) process.kill(engine, 'SIGCONT')
      }
      await page.getByTestId('devices').getByText('Used by Automatic').waitFor()
    })
  }
)
