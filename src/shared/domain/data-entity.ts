import * as v from 'valibot'

/**
 * Kinds of data that a window reads again when it hears that they changed. Jobs and runs are announced by
 * events of their own, which carry what is new.
 */
export const DataEntity = v.picklist([
  'images',
  'captions',
  'pairs',
  'models',
  'filters',
  'embeddings',
  'evaluations',
  'duplicates',
  'checks',
  'assignments',
  'backups'
])
export type DataEntity = v.InferOutput<typeof DataEntity>
