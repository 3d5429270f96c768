import { useWorkbenchEvent } from '../../api/events'
import { t } from '../../i18n/i18n'
import { useHostStore } from '../host/host-store'
import { useLibraryStore } from './library-store'

/** Opens the library that the application's menu asks for; one that cannot be is told by `report`. */
export function useMenuRequests(report: (error: unknown) => void): void {
  const library = useLibraryStore()
  const host = useHostStore()

  async function open(path: string | null): Promise<void> {
    const chosen = path ?? (await host.choosePath('folder', { title: t('welcome.open.title') }))
    if (chosen !== null) await library.open(chosen)
  }
  useWorkbenchEvent('open-library', ({ path }) => void open(path).catch(report))
}
