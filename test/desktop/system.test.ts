import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DesktopProcess, type DesktopOptions } from './support/desktop-process'

/** What the application does with the system's own parts, as people expect of one. */
let dir: string
let home: string
let desktop: DesktopProcess
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'viecap-system-'))
  home = join(dir, 'home')
})
afterEach(async () => {
  await desktop.kill()
  rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
})

async function open(options: Omit<DesktopOptions, 'home'> = {}): Promise<void> {
  desktop = new DesktopProcess({ home, ...options })
  await desktop.evaluate(({ until, stage }) => until(() => stage.windows[0]?.isVisible()))
}

describe('dialogs', () => {
  test('the page is told what the desktop can do', async () => {
    await open()
    const abilities = await desktop.evaluate(({ connect }) => connect().host.abilities())
    expect(abilities).toEqual({ pathDialogs: true, droppedPaths: true, fileManager: true })
  })

  test.each([
    ['file', ['openFile']],
    ['folder', ['openDirectory']],
    ['new-folder', ['openDirectory', 'createDirectory', 'promptToCreate']]
  ] as const)('a %s is chosen over the window, beginning at the path so far', async (mode, how) => {
    await open()
    const { seen, chosen, dismissed } = await desktop.evaluate(
      async ({ connect, stage, until }, { mode, start }) => {
        const ask = () => connect().host.choosePath({ mode, title: 'Images', start })
        const asked = ask()
        const shown = await until(() => stage.pathDialogs[0])
        const seen = { options: shown.options, kind: shown.kind, over: shown.overWindow }
        shown.answer('/chosen')
        const again = ask()
        ;(await until(() => stage.pathDialogs[0])).answer(null)
        return { seen, chosen: await asked, dismissed: await again }
      },
      { mode, start: dir }
    )
    expect(seen).toEqual({
      kind: 'open',
      over: true,
      options: { title: 'Images', message: 'Images', defaultPath: dir, properties: [...how] }
    })
    expect(chosen).toEqual({ path: '/chosen' })
    expect(dismissed).toEqual({ path: null })
  })

  test.each([
    ['', 'captions.json'],
    ['FOLDER', 'FOLDER/captions.json'],
    ['FOLDER/mine.json', 'FOLDER/mine.json'],
    ['not/whole', 'captions.json']
  ])('a file is saved from %j on as %s', async (start, begins) => {
    await open()
    const here = (path: string) => path.replace('FOLDER', dir)
    const seen = await desktop.evaluate(async ({ connect, stage, until }, start) => {
      const suggestedName = 'captions.json'
      const asked = connect().host.choosePath({ mode: 'save', title: 'E', start, suggestedName })
      const shown = await until(() => stage.pathDialogs[0])
      shown.answer('/x.json')
      await asked
      return { kind: shown.kind, options: shown.options }
    }, here(start))
    expect(seen).toMatchObject({
      kind: 'save',
      options: {
        defaultPath: here(begins),
        filters: [{ extensions: ['json'] }, { extensions: ['*'] }]
      }
    })
  })

  test('what is there is shown in the file manager, and what is not is named', async () => {
    await open()
    const { shown, missing } = await desktop.evaluate(async ({ connect, stage }, path) => {
      const { host } = connect()
      await host.showInFolder({ path })
      const missing = await host
        .showInFolder({ path: path + '-nowhere' })
        .catch((error: unknown) => (error as { data?: unknown }).data)
      return { shown: stage.shownInFolder, missing }
    }, dir)
    expect(shown).toEqual([dir])
    expect(missing).toMatchObject({ code: 'file.not-found' })
  })
})

describe('the first language', () => {
  const startIn = (languages: string[]) => open({ stage: { languages } })
  const first = () =>
    desktop.evaluate(async ({ request, stage }) => {
      const { body } = await request('viecap://app/')
      const file = stage.menu?.template.find(({ submenu }) => Array.isArray(submenu))
      return { lang: /<html lang="(\w+)"/.exec(body.toString())?.[1], menu: file?.label }
    })

  test.each([
    [['vi-VN', 'en'], 'vi', 'Tệp'],
    [['fr-FR', 'en-GB', 'vi'], 'en', 'File'],
    [['vi_VN.UTF-8', 'vi', 'C'], 'vi', 'Tệp'],
    [['fr'], 'en', 'File']
  ])('of a system in %j is %s', async (languages, lang, menu) => {
    await startIn(languages)
    await desktop.evaluate(({ until, stage }) => until(() => stage.menu !== null))
    expect(await first()).toEqual({ lang, menu })
  })

  test('gives way to the one that the user chose, also at the next start', async () => {
    await startIn(['vi-VN'])
    const choose = () =>
      desktop.evaluate(async ({ connect }) => {
        const { system } = connect()
        await system.saveSettings({ ...(await system.settings()), locale: 'en' })
      })
    await choose()
    await desktop.evaluate(({ until, stage }) =>
      until(() => stage.menu?.template[0]?.label === 'File')
    )
    await desktop.kill()
    await startIn(['vi-VN'])
    await desktop.evaluate(({ until, stage }) =>
      until(() => stage.menu?.template[0]?.label === 'File')
    )
  })
})

describe('the place of the window', () => {
  const large = [{ id: 1, workArea: { x: 0, y: 0, width: 3000, height: 1600 } }]
  const quit = async () => {
    await desktop.evaluate(({ electron }) => electron.app.quit())
    await desktop.ended
  }

  test('is kept with its zoom for the next start', async () => {
    await open({ stage: { displays: large } })
    await desktop.evaluate(({ stage }) => {
      const [window] = stage.windows
      window?.setBounds({ x: 300, y: 200, width: 1700, height: 1000 })
      window?.webContents.setZoomLevel(1.5)
    })
    await quit()
    await open({ stage: { displays: large } })
    const { options, zoom } = await desktop.evaluate(async ({ stage, until }) => {
      const [window] = stage.windows
      const zoom = await until(() => window?.webContents.getZoomLevel())
      return { options: window?.options, zoom }
    })
    expect(options).toMatchObject({ x: 300, y: 200, width: 1700, height: 1000 })
    expect(zoom).toBe(1.5)
  })

  test('is given up where no display shows it any more', async () => {
    await open({ stage: { displays: large } })
    await desktop.evaluate(({ stage }) =>
      stage.windows[0]?.setBounds({ x: 2500, y: 1200, width: 1700, height: 1000 })
    )
    await quit()
    await open()
    const options = await desktop.evaluate(({ stage }) => stage.windows[0]?.options)
    expect(options).toMatchObject({ width: 1700, height: 1000 })
    expect(options).not.toHaveProperty('x')
  })

  test('is maximized again where it was', async () => {
    await open()
    await desktop.evaluate(({ stage }) => stage.windows[0]?.maximize())
    await quit()
    await open()
    const maximized = await desktop.evaluate(({ stage }) => stage.windows[0]?.isMaximized())
    expect(maximized).toBe(true)
  })
})

describe('recent libraries', () => {
  /** The labels of the menu of recent libraries, with whether each can be chosen. */
  const recentMenu = (least: number) =>
    desktop.evaluate(async ({ stage, until }, least) => {
      const find = () => {
        const file = stage.menu?.template.find(({ label }) => label === 'File')
        const items = Array.isArray(file?.submenu) ? file.submenu : []
        const recent = items.find(({ label }) => label === 'Open Recent')
        return Array.isArray(recent?.submenu) ? recent.submenu : []
      }
      const items = await until(() => find().length >= least && find())
      return items.map(({ label = '', enabled = true }) => ({ label, enabled }))
    }, least)
  const make = (path: string) =>
    desktop.evaluate(({ connect }, path) => connect().library.create({ path }), path)
  const choose = (label: string) =>
    desktop.evaluate(({ stage }, label) => {
      const file = stage.menu?.template.find((item) => item.label === 'File')
      const items = Array.isArray(file?.submenu) ? file.submenu : []
      const recent = items.find((item) => item.label === 'Open Recent')
      const found = Array.isArray(recent?.submenu)
        ? recent.submenu.find((item) => item.label === label)
        : undefined
      const click = found?.click as (() => void) | undefined
      click?.()
    }, label)

  test('stand in the menu, those that are gone greyed, and can be taken off', async () => {
    await open()
    expect(await recentMenu(1)).toEqual([{ label: 'No recent libraries', enabled: false }])
    const [kept, gone] = [join(dir, 'A & B'), join(dir, 'gone')]
    await make(gone)
    await make(kept)
    rmSync(gone, { recursive: true })
    await desktop.kill()
    await open()
    expect(await recentMenu(5)).toMatchObject([
      { label: `A && B – ${kept.replace('&', '&&')}`, enabled: true },
      { label: `gone – ${gone} (not found)`, enabled: false },
      {},
      { label: 'Remove Missing Libraries', enabled: true },
      { label: 'Clear List', enabled: true }
    ])
    await choose('Remove Missing Libraries')
    const recent = () =>
      desktop.evaluate(async ({ connect }) => (await connect().library.state()).recent)
    await expect.poll(recent).toEqual([{ path: kept, present: true }])
    await choose('Clear List')
    await expect.poll(recent).toEqual([])
    expect(await recentMenu(1)).toHaveLength(1)
    expect(existsSync(join(kept, 'library.sqlite'))).toBe(true)
  })

  test('are opened by the window, which asks first where a job runs', async () => {
    await open()
    const path = join(dir, 'library')
    await make(path)
    await recentMenu(4)
    const event = await desktop.evaluate(async ({ connect, stage }, path) => {
      const events = await connect().events.watch()
      const file = stage.menu?.template.find(({ label }) => label === 'File')
      const items = Array.isArray(file?.submenu) ? file.submenu : []
      const recent = items.find(({ label }) => label === 'Open Recent')
      const first = Array.isArray(recent?.submenu) ? recent.submenu[0] : undefined
      const click = first?.click as (() => void) | undefined
      click?.()
      for await (const event of events) if (event.type === 'open-library') return event
      return path
    }, path)
    expect(event).toEqual({ type: 'open-library', path })
  })
})

test('the log stands behind Help', async () => {
  await open()
  const shown = await desktop.evaluate(async ({ stage, until }) => {
    const help = await until(() => stage.menu?.template.find(({ role }) => role === 'help'))
    const items = Array.isArray(help.submenu) ? help.submenu : []
    const click = items.find(({ label }) => label === 'Show Log File')?.click as
      (() => void) | undefined
    click?.()
    return stage.shownInFolder
  })
  expect(shown).toEqual([join(home, 'viecap.log')])
  expect(readFileSync(shown[0] ?? '')).toBeDefined()
})

test('a job shows its progress in the taskbar, and asks for attention at its end', async () => {
  await open()
  mkdirSync(join(dir, 'demo'))
  const { bars, flashing, after } = await desktop.evaluate(
    async (stagehand, path) => {
      const { connect, stage, until } = stagehand
      const [window] = stage.windows
      window?.blur()
      await connect().library.openDemo({ path, world: { train: 12, val: 4, test: 4, pairs: 20 } })
      await until(() => window?.flashing)
      const bars = await until(
        () => window?.bars.at(-1)?.mode === 'none' && window.bars.length > 1 && window.bars
      )
      const { flashing } = window ?? {}
      window?.focus()
      return { bars, flashing, after: window?.flashing }
    },
    join(dir, 'demo')
  )
  expect(bars.map(({ mode }) => mode)).toContain('normal')
  expect(bars.every(({ fraction, mode }) => mode !== 'normal' || fraction <= 1)).toBe(true)
  expect([flashing, after]).toEqual([true, false])
})
