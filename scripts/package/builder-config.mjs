import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lockedPackages, withDependencies } from '../support/locked-packages.mjs'
import { root } from '../support/root.mjs'
import { bundleContents } from './bundle-contents.mjs'

/** What Electron runs: from the archive, on Electron's own Node. */
const shellEntries = ['out/main/desktop.js', 'out/main/reader.js']
/** What the shipped plain Node runs: it reads no archive. */
const engineEntries = ['out/main/engine.js', 'out/main/image-process.js', 'out/main/images.js']

/** Of a package, what no program reads. */
const unread = [
  '!**/*.{map,md,markdown,ts,mts,cts,tsbuildinfo}',
  '!**/*.{test,spec}.*',
  '!**/{test,tests,docs,.github}/**'
]

/** Source code of native parts that are there built. */
const sources = ['!**/{deps,src}/**/*.{c,cc,cpp,h,hpp,gyp,gypi,sh,patch}', '!**/*.{gyp,gypi}']

/**
 * Lays the engine's built files into `scratch/engine`. electron-builder would leave out of the archive
 * what it is told to put beside it, and some chunks belong into both.
 */
export function stageEngine(scratch) {
  const folder = join(scratch, 'engine')
  for (const file of bundleContents(engineEntries).files) {
    cpSync(join(root, file), join(folder, file))
  }
  // The files are modules.
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
}

/**
 * The configuration of electron-builder for this system, for which alone it packages: Node and the
 * native packages are those that `npm ci` installed here. `scratch` has the icons and the staged
 * engine, `output` gets the packages. `electronDist` names a folder with Electron in the place of
 * the one that is fetched; a `testBuild` can be driven by a debugger, as Playwright does.
 *
 * Who packages tells by `VIECAP_MAINTAINER` (`Name <address>`) and `VIECAP_HOMEPAGE` whom users can
 * turn to; a certificate for macOS by electron-builder's `CSC_LINK` or `CSC_NAME`.
 */
export function builderConfig(
  { scratch, output, electronDist, testBuild = false },
  env = process.env
) {
  const shell = bundleContents(shellEntries)
  const engine = bundleContents(engineEntries)
  // electron-builder takes all that the project depends on; most of it is bundled in the built files.
  const unneeded = [...withDependencies(Object.keys(lockedPackages[''].dependencies))].filter(
    (path) => !shell.packages.includes(path)
  )
  const { platform, arch } = process
  const homepage = env.VIECAP_HOMEPAGE || 'https://viecap.invalid'
  return {
    appId: 'vn.viecap.workbench',
    productName: 'Viecap Workbench',
    directories: { output, buildResources: scratch },
    ...(electronDist ? { electronDist } : {}),
    npmRebuild: false,
    asar: true,
    files: [
      ...shell.files,
      'out/preload/**',
      'out/renderer/**',
      'package.json',
      ...unneeded.map((path) => `!${path}{,/**/*}`),
      ...unread,
      ...sources,
      ...foreignFiles(platform, arch)
    ],
    // What the system's loader opens by path cannot stay inside the archive.
    asarUnpack: ['**/*.{node,so,so.*,dylib,dll}'],
    extraResources: [
      { from: join(root, 'node_modules/node/bin'), to: 'node/bin' },
      { from: join(scratch, 'engine'), to: 'engine' },
      ...engine.packages.map((path) => ({
        from: join(root, path),
        to: `engine/${path}`,
        filter: ['**/*', '!node_modules/**', ...unread, ...sources, ...foreignFiles(platform, arch)]
      })),
      // Read by both, and found from both upwards.
      { from: join(root, 'resources/demo'), to: 'resources/demo' },
      { from: join(root, 'LICENSE'), to: 'LICENSE' },
      { from: join(root, 'THIRD_PARTY_NOTICES.md'), to: 'THIRD_PARTY_NOTICES.md' }
    ],
    extraMetadata: { homepage },
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: testBuild,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false
    },
    // Writes the description of each version that an update feed serves. Where the feed is says the
    // user's setting alone; this address is never asked.
    publish: { provider: 'generic', url: 'https://viecap.invalid/updates' },
    linux: {
      category: 'Science',
      executableName: 'viecap-workbench',
      icon: join(scratch, 'png'),
      maintainer:
        env.VIECAP_MAINTAINER || 'Viecap Workbench contributors <contributors@viecap.invalid>',
      syncDesktopName: true,
      // An AppImage adds --no-sandbox to itself where the system restricts user namespaces.
      target: [{ target: 'deb', arch }]
    },
    mac: {
      category: 'public.app-category.education',
      icon: join(scratch, 'icon.icns'),
      // ONNX Runtime has no darwin-x64. The zip is what updates read.
      target: ['dmg', 'zip'].map((target) => ({ target, arch: 'arm64' })),
      ...(env.CSC_LINK || env.CSC_NAME ? {} : { identity: '-', hardenedRuntime: false })
    },
    win: { icon: join(scratch, 'icon.ico'), target: [{ target: 'nsis', arch }] }
  }
}

/** Patterns of the binaries for other systems that packages carry all of. */
function foreignFiles(platform, arch) {
  return [
    `!**/napi-v6/!(${platform})/**`,
    `!**/napi-v6/${platform}/!(${arch})/**`,
    `!**/prebuilds/!(${platform}-${arch}).node`
  ]
}
