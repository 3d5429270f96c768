import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Job } from '../../src/shared/domain'
import { oraclePath } from '../fixtures/oracle'
import { DesktopProcess } from './support/desktop-process'

const here = import.meta.dirname
const built = join(here, '..', '..', 'out', 'main')
const linux = process.platform === 'linux'

/** What the shell's process and its children have mapped after they worked. */
interface Report {
  job: Job
  shown: string | undefined
  devices: { device: string; usable: boolean }[]
  shell: string[]
  children: string[][]
}

let dir: string
beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'viecap-hostile-'))))
afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))

const images = (): string => {
  const folder = join(dir, 'images')
  mkdirSync(folder, { recursive: true })
  for (const name of ['wide_rgb.jpg', 'tiny_20x13.png']) {
    copyFileSync(oraclePath('clip', 'images', name), join(folder, name))
  }
  return folder
}

/**
 * The desktop application after it has imported images, shown one and asked the engine for its
 * devices, with `preload` in front of its process's own libraries.
 */
async function work(name: string, preload: string[]): Promise<Report> {
  const desktop = new DesktopProcess({
    home: join(dir, `${name}-home`),
    ...(preload.length > 0 && { env: { LD_PRELOAD: preload.join(' ') } })
  })
  onTestFinished(() => desktop.kill())
  return desktop.evaluate(
    async ({ connect, request, stage, until }, { library, folder }) => {
      await until(() => stage.windows[0]?.isVisible())
      const api = connect()
      await api.library.create({ path: library })
      const { jobId } = await api.imports.start({ path: folder, format: 'folder' })
      let job = await api.jobs.get({ id: jobId })
      while (job.state === 'queued' || job.state === 'running') {
        await new Promise((resolve) => setTimeout(resolve, 20))
        job = await api.jobs.get({ id: jobId })
      }
      const { rows } = await api.images.page({ filter: {}, offset: 0, limit: 1 })
      const thumbnail = await request(`viecap://app/media/thumbnails/256/${rows[0]?.id ?? 0}`)
      const devices = await api.system.devices()

      const { readFileSync } = process.getBuiltinModule('node:fs')
      const filesOf = (pid: number | string) => [
        ...new Set(
          readFileSync(`/proc/${pid}/maps`, 'utf8').match(/\/[^\n]*\.(?:so|node)[.\d]*$/gm)
        )
      ]
      const task = `/proc/${process.pid}/task/${process.pid}/children`
      const children = readFileSync(task, 'utf8').trim().split(' ')
      return {
        job,
        shown: thumbnail.headers['content-type'],
        devices,
        shell: filesOf(process.pid),
        children: children.map(filesOf)
      }
    },
    { library: join(dir, name), folder: images() }
  )
}

/** Libraries that decode images or run networks, by the files that they are in. */
const decoders = /libvips|sharp|onnxruntime/

function expectItWorked(report: Report): void {
  expect(report.job).toMatchObject({ state: 'done', result: { images: { added: 2 } } })
  expect(report.shown).toBe('image/webp')
  expect(report.devices).toContainEqual(expect.objectContaining({ device: 'cpu', usable: true }))
  expect(report.shell.filter((file) => decoders.test(file))).toEqual([])
  // The others have what the shell must not have.
  expect(report.children.flat().join()).toMatch(/libvips/)
  expect(report.children.flat().join()).toMatch(/onnxruntime/)
}

/** The built file and all that it imports of ours, directly or not; packages by their names. */
function importsOf(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found
  found.add(file)
  const text = readFileSync(file, 'utf8')
  const imported = text.matchAll(/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*(["'])([^"'\n]+)\1/g)
  for (const [, , name = ''] of imported) {
    if (!name.startsWith('.')) found.add(name)
    else if (existsSync(join(dirname(file), name))) importsOf(join(dirname(file), name), found)
  }
  return found
}

test.each(['desktop.js', 'reader.js', 'cli.js'])(
  '%s imports nothing that decodes images or runs networks',
  (name) => {
    const imported = [...importsOf(join(built, name))]
    expect(imported).toContain('better-sqlite3')
    expect(imported.filter((one) => /^(sharp|onnxruntime-node)/.test(one))).toEqual([])
  }
)

test('the check of imports finds them where they are', () => {
  expect([...importsOf(join(built, 'image-process.js'))]).toContain('sharp')
  expect([...importsOf(join(built, 'engine.js'))]).toContain('onnxruntime-node')
})

test('no built file asks for a utility process or for Electron as Node', () => {
  for (const file of importsOf(join(built, 'desktop.js'))) {
    if (!file.startsWith(built)) continue
    expect(readFileSync(file, 'utf8')).not.toMatch(/utilityProcess|ELECTRON_RUN_AS_NODE/)
  }
})

describe.runIf(linux)('the shell on a hostile machine', () => {
  test('decodes no image and runs no network in its own process', async () => {
    expectItWorked(await work('plain', []))
  })

  test('does so beside the GLib of the system', async ({ skip }) => {
    const glib = findLibrary('libgobject-2.0.so.0')
    if (glib === null) return skip('the system has no GLib')
    expectItWorked(await work('glib', [glib]))
  })

  test('survives an allocator that traps on large requests', async ({ skip }) => {
    const shim = join(dir, 'bounded-allocator.so')
    const source = join(here, 'support', 'bounded-allocator.c')
    const made = spawnSync('cc', ['-shared', '-fPIC', '-o', shim, source, '-ldl'])
    if (made.error && !process.env['CI']) return skip('there is no C compiler')
    expect(made.error).toBeUndefined()
    expect(String(made.stderr)).toBe('')
    const report = await work('allocator', [shim])
    expectItWorked(report)
    expect(report.shell).toContain(shim)
    expect(report.children.flat()).not.toContain(shim)

    // That it traps at all: a program that makes such a request dies of it.
    const program = join(dir, 'large-request')
    execFileSync('cc', ['-x', 'c', '-o', program, '-'], {
      input: `#include <stdlib.h>
        int main(void) { void *memory; return posix_memalign(&memory, 64, (size_t)1 << 30); }`
    })
    expect(spawnSync(program).signal).toBeNull()
    expect(spawnSync(program, { env: { LD_PRELOAD: shim } }).signal).toBe('SIGABRT')
  })
})

/** Where the system's loader finds a library. */
function findLibrary(name: string): string | null {
  const [, path] =
    new RegExp(`${name} .*=> (\\S+)`).exec(
      String(spawnSync('ldconfig', ['-p'], { env: { PATH: '/sbin:/usr/sbin' } }).stdout)
    ) ?? []
  return path ?? null
}
