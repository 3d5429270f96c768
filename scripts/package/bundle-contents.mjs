import { isBuiltin } from 'node:module'
import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync } from 'vite'
import { withDependencies } from '../support/locked-packages.mjs'
import { root } from '../support/root.mjs'

/**
 * What the built `entries` (paths in the project) need to run: `files`, themselves and the chunks
 * that they import, and `packages`, the paths `node_modules/...` of what they import, with all that
 * those need and that is installed: packages of other platforms are not.
 */
export function bundleContents(entries) {
  const files = new Set()
  const names = new Set()
  const visit = (file) => {
    if (files.has(file)) return
    files.add(file)
    for (const specifier of importsOf(file)) {
      if (specifier.startsWith('.')) visit(posix.join(posix.dirname(file), specifier))
      else if (!isBuiltin(specifier) && specifier !== 'electron') names.add(packageOf(specifier))
    }
  }
  entries.forEach(visit)
  const packages = [...withDependencies(names)].filter((path) => existsSync(join(root, path)))
  return { files: [...files].sort(), packages: packages.sort() }
}

/** What a built file imports and exports from elsewhere, also while it runs. */
function importsOf(file) {
  const text = readFileSync(join(root, file), 'utf8')
  const { module, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0].message}`)
  const { staticImports, staticExports, dynamicImports } = module
  return [
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? [])
    ),
    ...dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
      const literal = /^["'`]([^"'`$]+)["'`]$/.exec(text.slice(start, end))
      return literal?.[1] ?? []
    })
  ]
}

/** The package of an import such as `@orpc/client/message-port`. */
const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
