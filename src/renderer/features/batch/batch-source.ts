import * as v from 'valibot'
import { CaptioningParams, type CaptioningSource, type Job } from '../../../shared/domain'
import { imageFields, parseFilter } from '../../../shared/filter'
import { baseName } from '../../composables/paths'
import { t } from '../../i18n/i18n'
import { usePickedImages } from './picked-images'

/** Where the images come from, as the form holds it: what is typed for one kind stays for later. */
export const SourceForm = v.object({
  kind: v.picklist(['folder', 'list', 'library', 'picked']),
  folder: v.string(),
  recursive: v.boolean(),
  list: v.string(),
  filter: v.string()
})
export type SourceForm = v.InferOutput<typeof SourceForm>

export const emptySource: SourceForm = {
  kind: 'folder',
  folder: '',
  recursive: true,
  list: '',
  filter: ''
}

/** The source to start with, or null while something is missing or wrong. */
export function toSource(form: SourceForm): CaptioningSource | null {
  switch (form.kind) {
    case 'folder': {
      const path = form.folder.trim()
      return path ? { kind: 'folder', path, recursive: form.recursive } : null
    }
    case 'list':
      return form.list.trim() ? { kind: 'list', path: form.list.trim() } : null
    case 'library': {
      if (parseFilter(form.filter, imageFields).errors.length > 0) return null
      const text = form.filter.trim()
      return { kind: 'images', selection: { filter: text ? { text } : {}, except: [] } }
    }
    case 'picked': {
      const { picked } = usePickedImages()
      return picked ? { kind: 'images', selection: picked.selection } : null
    }
  }
}

/** Parameters of a captioning job; null for one that cannot be read. */
export function paramsOf(job: Job): CaptioningParams | null {
  const parsed = v.safeParse(CaptioningParams, job.params)
  return parsed.success ? parsed.output : null
}

/** What a captioning is called: its folder, list, filter or selection; short, or in full. */
export function sourceName(job: Job, full = false): string {
  const source = paramsOf(job)?.source
  if (!source) return ''
  if (source.kind !== 'images') return full ? source.path : baseName(source.path)
  const { selection } = source
  if ('ids' in selection) return t('batch.source.ids', { n: selection.ids.length })
  const text = selection.filter.text ?? ''
  return text ? t('batch.source.filtered', { filter: text }) : t('batch.source.all')
}
