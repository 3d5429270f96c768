import { homedir, tmpdir } from 'node:os'
import { basename, sep } from 'node:path'
import { mapEventIterator } from '@orpc/client'
import { ORPCError } from '@orpc/server'
import * as v from 'valibot'
import { ErrorInfo, placeText, type Role, type TransferPlace } from '../../shared/domain'
import { allowedRoots, transfersFolder } from '../base/files/allowed-roots'
import { findConfigDir } from '../services/settings/config-dir'
import type { Workbench } from '../services/workbench/workbench'

/**
 * What a procedure answers with, for those who are not to know where things lie on the server's disk:
 * texts that are paths in one of its folders name only the way from there, and those in an upload or
 * a download what its person calls it (`placeText`). The one place where this is
 * done, for values, streams and errors of all procedures.
 */
export function hidePaths<T>(output: T, workbench: Workbench, role: Role): T {
  const folders = hiddenFrom(role, workbench)
  if (folders.length === 0) return output
  if (!isStream(output)) return shorten(output, folders) as T
  return mapEventIterator(output, {
    value: async (event: unknown) => hideInEvent(event, hiddenFrom(role, workbench)),
    error: async (error) =>
      role !== 'admin' && isProblem(error) ? hideInProblem(error, workbench) : error
  }) as T
}

/** Events are the same objects for all who watch; so are those without paths. */
const hidden = new WeakMap<object, Map<string, unknown>>()

function hideInEvent(event: unknown, folders: readonly string[]): unknown {
  if (typeof event !== 'object' || event === null) return event
  const of = folders.join('\0')
  let known = hidden.get(event)
  if (!known) hidden.set(event, (known = new Map<string, unknown>()))
  if (!known.has(of)) known.set(of, shorten(event, folders))
  return known.get(of)
}

/** An error without paths of the server's disk, which also stand in the middle of its wording. */
export function hideInProblem(
  problem: ORPCError<'APP_ERROR', ErrorInfo>,
  workbench: Workbench
): ORPCError<'APP_ERROR', ErrorInfo> {
  const data = hideInError(problem.data, serverFolders(workbench))
  if (data === problem.data) return problem
  return new ORPCError('APP_ERROR', { data, message: data.message, cause: problem.cause })
}

function hideInError(error: ErrorInfo, folders: readonly string[]): ErrorInfo {
  const hide = (text: string) =>
    folders.reduce(
      (rest, folder) => rest.replaceAll(folder + sep, '').replaceAll(folder, basename(folder)),
      text
    )
  const params = Object.entries(error.params).map(([name, value]): [string, string | number] => [
    name,
    typeof value === 'string' ? hide(value) : value
  ])
  const message = hide(error.message)
  const isSame =
    message === error.message && params.every(([name, value]) => error.params[name] === value)
  return isSame ? error : { ...error, params: Object.fromEntries(params), message }
}

/** Admins know the server's disk, and like everybody what was uploaded by its own name. */
function hiddenFrom(role: Role, workbench: Workbench): string[] {
  if (role !== 'admin') return serverFolders(workbench)
  return [transfersFolder()].filter((folder) => folder !== null)
}

/** The longest first, since one lies in another. */
function serverFolders(workbench: Workbench): string[] {
  const folders = [libraryRoot(workbench), transfersFolder(), findConfigDir(), homedir(), tmpdir()]
  const known = [...folders, ...(allowedRoots() ?? [])].filter(
    (folder): folder is string => folder !== null && folder.length > 1
  )
  return [...new Set(known)].sort((a, b) => b.length - a.length)
}

function libraryRoot(workbench: Workbench): string | null {
  try {
    return workbench.library.root
  } catch {
    // None is open.
    return null
  }
}

/** What people write is never changed, also where it begins like a path. */
const OWN_TEXTS: ReadonlySet<string> = new Set(['text', 'before', 'after', 'note', 'caption'])

/** The same value where nothing in it is a path. */
function shorten(value: unknown, folders: readonly string[]): unknown {
  if (typeof value === 'string') return shortPath(value, folders)
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => shorten(item, folders))
    return items.some((item, index) => item !== value[index]) ? items : value
  }
  if (!isPlain(value)) return value
  if (isErrorInfo(value)) return hideInError(value, folders)
  let result = value
  for (const [key, inner] of Object.entries(value)) {
    const isOwn = OWN_TEXTS.has(key) && typeof inner === 'string'
    const shown = isOwn ? inner : shorten(inner, folders)
    if (shown === inner) continue
    if (result === value) result = { ...value }
    result[key] = shown
  }
  return result
}

/** A path in an upload or a download, as inputs name it. */
const TRANSFER = /^(upload|download)s[\\/]([\w-]{32})(?:[\\/]files)?(?:[\\/](.*))?$/s

function shortPath(text: string, folders: readonly string[]): string {
  const folder = folders.find((one) => text === one || text.startsWith(one + sep))
  if (folder === undefined) return text
  if (text === folder) return basename(folder)
  const inside = text.slice(folder.length + 1)
  const [, kind, id = '', name = ''] = TRANSFER.exec(inside) ?? []
  if (kind === undefined || folder !== transfersFolder()) return inside
  return placeText({ kind: kind as TransferPlace['kind'], id, name: name.replaceAll(sep, '/') })
}

const isProblem = (error: unknown): error is ORPCError<'APP_ERROR', ErrorInfo> =>
  error instanceof ORPCError && error.code === 'APP_ERROR'

const isErrorInfo = (value: object): value is ErrorInfo =>
  'code' in value && 'params' in value && 'message' in value && v.is(ErrorInfo, value)

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

const isStream = (output: unknown): output is AsyncIterator<unknown> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output
