// Writes THIRD_PARTY_NOTICES.md: every package that the application carries, with its licence.
// These are the production packages and what the window's code imports, each with all that it needs.
// `--check` writes nothing and fails where the file is not up to date.
import { existsSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as prettier from 'prettier'
import { lockedPackages as packages, withDependencies } from './support/locked-packages.mjs'
import { root } from './support/root.mjs'

const target = join(root, 'THIRD_PARTY_NOTICES.md')

/** Names of the packages that a renderer's source imports, styles included. */
function importedByRenderer() {
  const files = globSync('src/renderer/**/*.{ts,vue,css}', { cwd: root })
  const names = files
    .filter((file) => !file.includes('.test.'))
    .flatMap((file) => [
      ...readFileSync(join(root, file), 'utf8').matchAll(
        /(?:from|import) ['"]((?:@[\w.-]+\/)?[\w-][\w.-]*)/g
      )
    ])
    .map(([, name]) => name)
  return [...new Set(names)].filter((name) => packages[`node_modules/${name}`])
}

const carried = withDependencies([
  ...Object.keys(packages[''].dependencies),
  ...importedByRenderer()
])

/** The licence's text that the package carries; binaries for other platforms are not installed. */
function licenceText(path) {
  let names = []
  try {
    names = readdirSync(join(root, path))
  } catch {
    return null
  }
  const name = names.find((file) => /^(licen[cs]e|copying)([.-](md|txt|mit))?$/i.test(file))
  return name
    ? readFileSync(join(root, path, name), 'utf8')
        .replaceAll('\r\n', '\n')
        .trim()
    : null
}

const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
/** Whether a package holds the binaries of one platform, and is installed there alone. */
const isForOne = ({ os, cpu }) => os?.length === 1 || cpu?.length === 1
/** Packages by the text of their licence, so that one text stands once. */
const byText = new Map()
const platformless = [...carried].filter(
  (path) => !isForOne(packages[path]) && existsSync(join(root, path))
)
for (const path of platformless.sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'en'))) {
  const { version, license = 'see its text' } = packages[path]
  const text = licenceText(path)
  const key = text ?? `none:${license}`
  const entry = byText.get(key) ?? { text, packages: [] }
  entry.packages.push(`${nameOf(path)} ${version} (${license})`)
  byText.set(key, entry)
}

const native = [...carried].filter((path) => isForOne(packages[path]))
const nativeLicences = [...new Set(native.map((path) => packages[path].license))].sort()
const sections = [...byText.values()].map(
  ({ text, packages: names }) =>
    `## ${names.join(', ')}\n\n` +
    (text === null ? 'The package carries no text of its licence.' : '```text\n' + text + '\n```')
)
/** The runtimes, which are no packages of the lock file's production part. */
const runtimes = [
  [`Node.js ${packages['node_modules/node'].version}`, 'resources/licences/node.txt'],
  [
    `Electron ${packages['node_modules/electron'].version} (MIT; Chromium's are in LICENSES.chromium.html beside the application)`,
    'node_modules/electron/LICENSE'
  ]
].map(
  ([name, file]) =>
    `## ${name}\n\n` + '```text\n' + readFileSync(join(root, file), 'utf8').trim() + '\n```'
)
const notices = await prettier.format(
  `# Third-party notices

Viecap Workbench carries the following packages. Its desktop application carries Node.js and Electron as well. Made by \`npm run make:notices\` from what is installed. Binaries of sharp and ONNX Runtime for the platform come with them, under ${nativeLicences.join(', ')}.

${[...runtimes, ...sections].join('\n\n')}
`,
  { parser: 'markdown' }
)

if (!process.argv.includes('--check')) {
  writeFileSync(target, notices)
} else if (notices !== readFileSync(target, 'utf8')) {
  console.error('THIRD_PARTY_NOTICES.md is not up to date: run npm run make:notices.')
  process.exitCode = 1
}
