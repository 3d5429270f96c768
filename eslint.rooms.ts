import type { Linter } from 'eslint'

/** Every ending of a file with code: a rule of imports holds for all of them. */
export const code = '{ts,mts,cts,js,mjs,cjs,vue}'

/** Layers of the engine, the lowest first: each may import those before it. */
export const engineLayers = [
  'tensor',
  'metrics',
  'graph',
  'runtime',
  'nn',
  'formats',
  'learn',
  'captioner',
  'server'
]

/** The rooms of the house: the first pattern that fits a file names its room. */
export const rooms = [
  { type: 'shared', pattern: 'src/shared' },
  { type: 'base', pattern: 'src/main/base' },
  { type: 'store', pattern: 'src/main/store' },
  { type: 'vision', pattern: 'src/main/vision' },
  ...engineLayers.map((layer) => ({ type: layer, pattern: `src/main/engine/${layer}` })),
  { type: 'services', pattern: 'src/main/services' },
  { type: 'api', pattern: 'src/main/api' },
  { type: 'desktop', pattern: 'src/main/hosts/desktop' },
  { type: 'web', pattern: 'src/main/hosts/web' },
  { type: 'cli', pattern: 'src/main/hosts/cli' },
  { type: 'preload', pattern: 'src/preload' },
  { type: 'renderer', pattern: 'src/renderer' },
  { type: 'lab', pattern: 'lab' }
]

/**
 * Which rooms each room may import from. `cli` opens the browser host for `viecap serve`; the lab
 * uses the product, and nothing of the product uses the lab.
 */
export const mayImport: Record<string, string[]> = {
  shared: [],
  base: ['shared'],
  store: ['shared', 'base'],
  vision: ['shared', 'base'],
  ...Object.fromEntries(
    engineLayers.map((layer, index) => [
      layer,
      ['shared', 'base', 'vision', ...engineLayers.slice(0, index)]
    ])
  ),
  services: ['shared', 'base', 'store', 'vision'],
  api: ['shared', 'base', 'store', 'services'],
  desktop: ['shared', 'base', 'api', 'services'],
  web: ['shared', 'base', 'api', 'services'],
  cli: ['shared', 'base', 'api', 'services', 'web'],
  preload: ['shared'],
  renderer: ['shared'],
  lab: ['shared', 'base', 'vision', ...engineLayers, 'services', 'api', 'web', 'cli']
}

/** Forbids each room the others that it may not import from, by a message that names those it may. */
export const roomRules = Object.entries(mayImport).map(([room, allowed]) => ({
  from: { element: { type: room } },
  disallow: {
    to: {
      element: {
        types: {
          anyOf: Object.keys(mayImport).filter(
            (other) => other !== room && !allowed.includes(other)
          )
        }
      }
    }
  },
  message: `${room} may import from ${allowed.join(', ') || 'nothing else of ours'} only.`
}))

/** Packages that belong to one room each. */
const packageRooms = [
  { name: 'electron', only: ['src/main/hosts/desktop/**', 'src/preload/**'] },
  { name: 'electron-updater', only: ['src/main/hosts/desktop/**'] },
  { name: 'better-sqlite3', only: ['src/main/store/**'] },
  { name: 'onnxruntime-node', only: ['src/main/engine/runtime/onnx-runtime.ts'] },
  { name: 'sharp', only: ['src/main/vision/**'] }
]

const restrict = (packages: typeof packageRooms): Linter.RulesRecord => ({
  'no-restricted-imports': [
    'error',
    {
      paths: packages.map(({ name, only }) => ({
        name,
        message: `${name} is imported in ${only.join(' and ')} alone.`
      }))
    }
  ]
})

/** Forbids every such package everywhere, then allows each in its own room. */
export const packageRules: Linter.Config[] = [
  { files: [`src/**/*.${code}`], rules: restrict(packageRooms) },
  ...[...new Set(packageRooms.flatMap(({ only }) => only))].map((room) => ({
    files: [room],
    rules: restrict(packageRooms.filter(({ only }) => !only.includes(room)))
  }))
]

/**
 * What is read goes by `base/files/regular-file`, which refuses pipes and devices and bounds what is
 * held. The lock's own file names its holder and nothing else.
 */
export const readingRule: Linter.Config = {
  files: [`src/main/**/*.${code}`],
  ignores: ['src/main/base/files/**', 'src/main/store/core/lock.ts', '**/*.test.ts', '**/test/**'],
  rules: {
    'no-restricted-syntax': [
      'error',
      {
        selector: 'ImportSpecifier[imported.name=/^(readFile|readFileSync|createReadStream)$/]',
        message: 'Read by src/main/base/files/regular-file.ts, which opens regular files alone.'
      }
    ]
  }
}
