import { locale, t } from '../../i18n/i18n'

/** Who made a change: a person by name, a run, an import. */
export function wordActor(actor: string): string {
  const [kind = '', ...rest] = actor.split(':')
  const name = rest.join(':')
  switch (kind) {
    case 'person':
      return name || t('history.actor.person')
    case 'run':
      return t('history.actor.run', { name })
    case 'model':
      return t('history.actor.model', { name })
    case 'import':
      return t('history.actor.import')
    case 'undo':
      return t('history.actor.undo')
    case 'redo':
      return t('history.actor.redo')
    default:
      return actor
  }
}

/** A moment as people of the window's language write it. */
export const wordTime = (at: number): string =>
  new Date(at).toLocaleString(locale.value, { dateStyle: 'short', timeStyle: 'short' })
