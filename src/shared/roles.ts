import type { contract } from './contract'
import { isAtLeast, type Role } from './domain/people'

type Contract = typeof contract
export type Area = keyof Contract

/** The least role that may call a procedure, and whether a call is kept in the audit log. */
type Row = Role | `${Role}, audited`

/**
 * Who may call what on a team's server. The table is total: a procedure without a row does not
 * compile. The one person of a desktop or of a host on the loopback address is an admin.
 *
 * Whatever the role, an input with a path on the server's disk, or with another server that this one is
 * to ask, takes an admin. In the place of a path, procedures of `takesTransfers` take what their caller
 * uploaded, or is to download.
 */
export const rolesOf = {
  library: {
    state: 'annotator',
    create: 'admin, audited',
    openDemo: 'admin, audited',
    openForPhotos: 'admin, audited',
    open: 'admin, audited',
    forget: 'admin',
    close: 'admin, audited'
  },
  backups: { state: 'admin', create: 'admin, audited', verify: 'admin' },
  folders: { list: 'admin' },
  images: {
    page: 'annotator',
    get: 'annotator',
    find: 'annotator',
    indexOf: 'annotator',
    nextUndone: 'annotator',
    idsBetween: 'annotator',
    setSplit: 'reviewer'
  },
  captions: {
    save: 'annotator',
    setStatus: 'annotator',
    settle: 'annotator',
    split: 'annotator',
    merge: 'annotator',
    move: 'annotator',
    decideConflict: 'annotator',
    remove: 'annotator, audited',
    history: 'annotator',
    imageHistory: 'annotator',
    restore: 'annotator',
    addNote: 'annotator',
    sendBack: 'reviewer',
    resolveNote: 'annotator',
    reviewSettings: 'annotator',
    setReviewSettings: 'reviewer, audited',
    countTokens: 'annotator',
    undo: 'annotator',
    redo: 'annotator'
  },
  pairs: {
    page: 'annotator',
    save: 'annotator',
    add: 'annotator',
    remove: 'annotator, audited',
    history: 'annotator'
  },
  bulk: {
    edit: 'reviewer, audited',
    plan: 'reviewer',
    planPage: 'reviewer',
    exclude: 'reviewer',
    apply: 'reviewer, audited',
    discard: 'reviewer'
  },
  filters: { list: 'annotator', save: 'annotator', remove: 'reviewer', values: 'annotator' },
  workLists: {
    list: 'reviewer',
    create: 'reviewer, audited',
    reassign: 'reviewer, audited',
    setClosed: 'reviewer, audited',
    people: 'reviewer',
    mine: 'annotator',
    next: 'annotator',
    ofImage: 'annotator',
    mark: 'annotator'
  },
  // The audit log says of each what was changed.
  people: { list: 'admin', add: 'admin', reset: 'admin', setRole: 'admin', setDisabled: 'admin' },
  presence: { here: 'annotator' },
  checker: {
    settings: 'annotator',
    setStyles: 'reviewer',
    ignore: 'reviewer',
    stopIgnoring: 'reviewer',
    check: 'annotator',
    find: 'annotator',
    count: 'annotator'
  },
  duplicates: { find: 'reviewer', page: 'annotator' },
  similar: { map: 'annotator', colours: 'annotator' },
  statistics: { library: 'annotator', vocabulary: 'annotator', agreement: 'reviewer' },
  datasets: { download: 'admin' },
  imports: { start: 'reviewer, audited', preview: 'reviewer' },
  exports: { run: 'reviewer, audited', preview: 'reviewer' },
  uploads: { begin: 'reviewer', discard: 'reviewer' },
  downloads: { begin: 'reviewer', discard: 'reviewer' },
  models: {
    list: 'annotator',
    add: 'admin',
    download: 'trainer',
    exportCaptioner: 'trainer, audited',
    remove: 'trainer, audited'
  },
  embeddings: { status: 'annotator', start: 'trainer' },
  review: {
    evaluations: 'annotator',
    page: 'reviewer',
    firstOpen: 'reviewer',
    placeOf: 'reviewer',
    counts: 'reviewer',
    settle: 'reviewer',
    fineTune: 'trainer',
    compare: 'annotator',
    exportFile: 'reviewer, audited'
  },
  adjudication: { queue: 'reviewer', get: 'reviewer', settle: 'reviewer' },
  runs: {
    plan: 'trainer',
    start: 'trainer',
    startAll: 'trainer',
    list: 'annotator',
    get: 'annotator',
    metrics: 'annotator',
    exportCurves: 'reviewer, audited',
    samples: 'annotator',
    checkpoints: 'annotator',
    changes: 'annotator',
    edit: 'trainer',
    size: 'annotator',
    remove: 'trainer, audited',
    removeCheckpoint: 'trainer, audited',
    average: 'trainer',
    cancel: 'trainer',
    resume: 'trainer'
  },
  clusters: {
    profiles: 'trainer',
    start: 'trainer, audited',
    submit: 'trainer, audited',
    caption: 'trainer, audited',
    look: 'trainer'
  },
  compare: { data: 'annotator', exportFile: 'reviewer, audited' },
  captioning: {
    start: 'trainer',
    evaluate: 'trainer',
    counts: 'annotator',
    items: 'annotator',
    again: 'trainer',
    retryFailed: 'trainer',
    edit: 'reviewer',
    exportFile: 'reviewer, audited',
    intoLibrary: 'reviewer',
    score: 'reviewer'
  },
  endpoints: { models: 'admin', findLocal: 'admin', saveKey: 'admin' },
  jobs: {
    list: 'annotator',
    get: 'annotator',
    cancel: 'trainer',
    setPaused: 'trainer',
    move: 'trainer',
    resume: 'trainer'
  },
  system: {
    ping: 'annotator',
    info: 'annotator',
    devices: 'trainer',
    settings: 'annotator',
    saveSettings: 'annotator',
    testWebhook: 'admin',
    remembered: 'annotator',
    remember: 'annotator'
  },
  about: { versions: 'annotator', licences: 'annotator' },
  updates: { state: 'annotator', check: 'admin', download: 'admin', install: 'admin' },
  host: { abilities: 'annotator', choosePath: 'admin', showInFolder: 'admin', lookAt: 'admin' },
  events: { watch: 'annotator' }
} as const satisfies { [A in Area]: { [P in keyof Contract[A]]: Row } }

/** Procedures that read what their caller uploaded, and those that write what they download. */
export const takesTransfers: Readonly<Record<'upload' | 'download', readonly string[]>> = {
  upload: [
    'imports.start',
    'imports.preview',
    'exports.run',
    'exports.preview',
    'captioning.score'
  ],
  download: [
    'exports.run',
    'exports.preview',
    'models.exportCaptioner',
    'review.exportFile',
    'runs.exportCurves',
    'compare.exportFile',
    'captioning.exportFile'
  ]
}

/** A procedure by its area and name, such as `['runs', 'start']`. */
export type ProcedurePath = readonly string[]

/**
 * Who may call a procedure, and whether the call is audited. What is not in the table is refused to
 * everybody but an admin.
 */
export function rowOf([area = '', name = '']: ProcedurePath): { role: Role; audited: boolean } {
  const table: Readonly<Record<string, Readonly<Record<string, Row>>>> = rolesOf
  const names = Object.hasOwn(table, area) ? table[area] : undefined
  const row = names && Object.hasOwn(names, name) ? names[name] : undefined
  const [role = 'admin', audited] = (row ?? 'admin').split(', ') as [Role?, string?]
  return { role, audited: audited !== undefined }
}

/** Whether somebody of a role may call a procedure. */
export const mayCall = (role: Role, path: ProcedurePath): boolean =>
  isAtLeast(role, rowOf(path).role)
