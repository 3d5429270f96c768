import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractFile, getRawHeader, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DesktopProcess } from './support/desktop-process'
import { pack, unpackArchive } from './support/pack'
import { useOnce, type Use } from './support/use-once'

const root = join(import.meta.dirname, '..', '..')
const mebi = 2 ** 20

describe.skipIf(process.platform !== 'linux')('the package', () => {
  let dir: string
  let app: string
  let resources: string
  let archive: string
  /** Paths in the archive, with a slash before. */
  let inside: string[]
  let outside: string[]

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'viecap-packaged-'))
    app = await pack(dir)
    resources = join(app, 'resources')
    archive = join(resources, 'app.asar')
    inside = listPackage(archive, { isPack: false })
    outside = globSync('**/*', { cwd: resources })
  }, 180_000)
  afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }))

  test('has every entry of the shell in the archive, with its chunks, preload and window', () => {
    for (const file of ['main/desktop.js', 'main/reader.js', 'preload/index.cjs']) {
      expect(inside).toContain(`/out/${file}`)
    }
    const built = globSync('**/*.*', { cwd: join(root, 'out', 'renderer') })
    expect(built.length).toBeGreaterThan(20)
    expect(inside).toEqual(expect.arrayContaining(built.map((file) => `/out/renderer/${file}`)))
  })

  test('has the migrations, which are part of the code', () => {
    const code = inside
      .filter((file) => /^\/out\/main\/.*\.js$/.test(file))
      .map((file) => extractFile(archive, file.slice(1)).toString())
      .join('\n')
    const migrations = readdirSync(join(root, 'db')).filter((file) => file.endsWith('.sql'))
    for (const file of migrations) expect(code).toContain(file)
  })

  test('tells Electron its name, its entry and its desktop file', () => {
    const manifest = JSON.parse(extractFile(archive, 'package.json').toString()) as object
    expect(manifest).toMatchObject({
      main: './out/main/desktop.js',
      productName: 'Viecap Workbench',
      desktopName: 'viecap-workbench.desktop'
    })
    expect(manifest).not.toHaveProperty('devDependencies')
  })

  test('has Node, the engine, what it imports, and the demo as real files', () => {
    expect(statSync(join(resources, 'node', 'bin', 'node')).mode & 0o111).toBe(0o111)
    for (const file of ['package.json', 'out/main/engine.js', 'out/main/images.js']) {
      expect(existsSync(join(resources, 'engine', file)), file).toBe(true)
    }
    for (const name of ['onnxruntime-node', 'sharp', '@img/sharp-linux-x64']) {
      expect(existsSync(join(resources, 'engine', 'node_modules', name, 'package.json'))).toBe(true)
    }
    const demo = globSync('**/*', { cwd: join(root, 'resources', 'demo') })
    expect(demo.length).toBeGreaterThan(5)
    for (const file of demo) expect(outside).toContain(`resources/demo/${file}`)
    expect(inside.filter((file) => /engine\.js|images\.js|\/demo\//.test(file))).toEqual([])
  })

  test('keeps what the loader of the system opens out of the archive', () => {
    const natives = inside.filter((file) => /\.(node|so[.\d]*)$/.test(file))
    expect(natives).toEqual(['/node_modules/better-sqlite3/prebuilds/linux-x64.node'])
    expect(getRawHeader(archive).headerString).toContain('"unpacked":true')
    for (const file of natives) expect(existsSync(`${archive}.unpacked${file}`)).toBe(true)
  })

  test('has nothing that only other systems or only development need', () => {
    const files = [...inside, ...outside]
    expect(files.filter((file) => /\.(dll|dylib|exe|map|d\.ts)$|\.test\./.test(file))).toEqual([])
    expect(files.filter((file) => /darwin|win32|musl/.test(file) && /\.node$/.test(file))).toEqual(
      []
    )
    const packages = inside.map((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1])
    for (const name of ['sharp', '@img/sharp-linux-x64', 'onnxruntime-node', 'valibot', 'ws']) {
      expect(packages).not.toContain(name)
    }
    expect(inside.filter((file) => /^\/(src|test|lab|docs|scripts|db)\b/.test(file))).toEqual([])
  })

  test('stays within its size', () => {
    const size = (files: string[], base: string) =>
      files.reduce((sum, file) => {
        const found = statSync(join(base, file))
        return found.isFile() ? sum + found.size : sum
      }, 0)
    expect(statSync(archive).size).toBeLessThan(24 * mebi)
    // Node is half of it, ONNX Runtime and libvips are most of the rest. Electron's own is not there.
    expect(size(outside, resources)).toBeLessThan(250 * mebi)
  })

  test('has its fuses set: no plain Node, no options from outside, only its own archive', async () => {
    const wire = await getCurrentFuseWire(join(app, 'viecap-workbench'))
    const on = (fuse: FuseV1Options) => String.fromCharCode(wire[fuse] ?? 0) === '1'
    expect({
      runAsNode: on(FuseV1Options.RunAsNode),
      nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyArchive: on(FuseV1Options.OnlyLoadAppFromAsar),
      fileProtocol: on(FuseV1Options.GrantFileProtocolExtraPrivileges)
    }).toEqual({
      runAsNode: false,
      nodeOptions: false,
      inspect: false,
      integrity: true,
      onlyArchive: true,
      fileProtocol: false
    })
  })

  test('carries the licences', () => {
    for (const file of ['LICENSE', 'THIRD_PARTY_NOTICES.md']) {
      expect(readFileSync(join(resources, file), 'utf8')).toBe(
        readFileSync(join(root, file), 'utf8')
      )
    }
  })

  describe('as it is installed, without the repository', () => {
    let use: Use

    beforeAll(async () => {
      const unpacked = unpackArchive(app)
      // Within the archive, so that it finds no other packages than the application does.
      const support = join(unpacked, 'support')
      cpSync(join(import.meta.dirname, 'support'), support, { recursive: true })
      // What the test itself imports; the application has it bundled.
      mkdirSync(join(support, 'node_modules'))
      symlinkSync(join(root, 'node_modules', '@orpc'), join(support, 'node_modules', '@orpc'))
      const desktop = new DesktopProcess({
        home: join(dir, 'home'),
        entry: join(unpacked, 'out', 'main', 'desktop.js'),
        resources,
        node: join(resources, 'node', 'bin', 'node'),
        script: join(support, 'run-desktop.ts'),
        stage: { packaged: true },
        cwd: dir,
        env: { NODE_PATH: '' }
      })
      try {
        use = await desktop.evaluate(useOnce, join(dir, 'library'))
        await desktop.evaluate(({ electron }) => setImmediate(() => electron.app.quit()) && null)
        expect(await desktop.ended).toBe(0)
      } finally {
        await desktop.kill()
      }
    }, 180_000)

    test('makes the demo library, embeds, trains ten steps and captions', () => {
      expect(use.demo).toMatchObject({ images: 12, pairs: 20 })
      expect(use.embedded.images).toEqual({ embedded: 12, failed: 0 })
      expect(use.thumbnail).toEqual({ status: 200, type: 'image/webp' })
      expect(use.run).toMatchObject({ state: 'done', step: 10 })
      expect(use.captioned).toMatchObject({ done: 2, failed: 0 })
      expect(use.captions.map(({ state, text }) => [state, (text ?? '').length > 0])).toEqual([
        ['done', true],
        ['done', true]
      ])
    })

    test('loads nothing from elsewhere', () => {
      const natives = [...use.shell, ...use.children.flatMap(({ libraries }) => libraries)].filter(
        (file) => file.endsWith('.node')
      )
      expect(natives.length).toBeGreaterThan(2)
      expect(natives.filter((file) => !file.startsWith(resources))).toEqual([])
    })

    test('decodes and computes in the shipped Node, and in the shell not at all', () => {
      expect(use.children.length).toBeGreaterThan(1)
      for (const { command } of use.children) {
        expect(command).toBe(join(resources, 'node', 'bin', 'node'))
      }
      const inChildren = use.children.flatMap(({ libraries }) => libraries).join('\n')
      expect(inChildren).toMatch(/onnxruntime/)
      expect(inChildren).toMatch(/vips/)
      expect(use.shell.filter((file) => /sharp|vips|onnxruntime/.test(file))).toEqual([])
    })
  })
})
