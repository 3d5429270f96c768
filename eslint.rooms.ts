import type { Linter } from 'eslint'

/** The rooms of the house: the first pattern that fits a file names its room. */
export const rooms = [
  { type: 'shared', pattern: 'src/shared' },
  { type: 'store', pattern: 'src/main/store' },
  { type: 'vision', pattern: 'src/main/vision' },
  { type: 'engine', pattern: 'src/main/engine' },
  { type: 'services', pattern: 'src/main/services' },
  { type: 'api', pattern: 'src/main/api' },
  { type: 'desktop', pattern: 'src/main/hosts/desktop' },
  { type: 'web', pattern: 'src/main/hosts/web' },
  { type: 'cli', pattern: 'src/main/hosts/cli' },
  { type: 'preload', pattern: 'src/preload' },
  { type: 'renderer', pattern: 'src/renderer' }
]

/** Which rooms each room may import from. `cli` opens the browser host for `viecap serve`. */
const mayImport: Record<string, string[]> = {
  shared: [],
  store: ['shared'],
  vision: ['shared'],
  engine: ['shared', 'vision'],
  services: ['shared', 'store', 'vision'],
  api: ['shared', 'services'],
  desktop: ['shared', 'api', 'services'],
  web: ['shared', 'api', 'services'],
  cli: ['shared', 'api', 'services', 'web'],
  preload: ['shared'],
  renderer: ['shared']
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
  { name: 'better-sqlite3', only: ['src/main/store/**'] },
  { name: 'onnxruntime-node', only: ['src/main/engine/runtime.ts'] },
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
  { files: ['src/**/*.{ts,vue}'], rules: restrict(packageRooms) },
  ...packageRooms.map(({ name, only }) => ({
    files: only,
    rules: restrict(packageRooms.filter((other) => other.name !== name))
  }))
]
