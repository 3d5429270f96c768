import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

/** The lock file's packages by their path, `node_modules/NAME` and deeper; `''` is the project. */
export const lockedPackages = JSON.parse(
  readFileSync(join(root, 'package-lock.json'), 'utf8')
).packages

/** Where the lock file has the package that `from` imports as `name`; null where it is optional. */
function resolvePackage(name, from) {
  for (
    let folder = from;
    ;
    folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))
  ) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    if (lockedPackages[path]) return path
    if (folder === '') return null
  }
}

/** The paths of the packages `names` of the project, with all that they need. */
export function withDependencies(names) {
  const found = new Set()
  const add = (name, from) => {
    const path = resolvePackage(name, from)
    if (path === null || found.has(path)) return
    found.add(path)
    const { dependencies = {}, optionalDependencies = {} } = lockedPackages[path]
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies }))
      add(needed, path)
  }
  for (const name of names) add(name, '')
  return found
}
