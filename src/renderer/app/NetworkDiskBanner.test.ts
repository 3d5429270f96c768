import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import type { LibraryInfo } from '../../shared/domain'
import { i18n } from '../i18n/i18n'
import NetworkDiskBanner from './NetworkDiskBanner.vue'

const library = (path: string, networkDisk: string | null): LibraryInfo => ({
  ...{
    id: '0123456789ab',
    path,
    name: 'photos',
    openedAt: 0,
    schemaVersion: 1,
    refusal: null,
    networkDisk
  },
  counts: { images: 0, captions: 0, pairs: 0, models: 0, runs: 0 }
})

it('says that a library is on a network drive and how to go on, until it is closed', async () => {
  const banner = mount(NetworkDiskBanner, {
    props: { library: library('/nas/photos', 'NFS') },
    global: { plugins: [i18n] }
  })
  expect(banner.text()).toContain('on a network drive (NFS)')
  expect(banner.text()).toContain('viecap serve')
  await banner.get('button').trigger('click')
  expect(banner.find('[data-testid=network-disk]').exists()).toBe(false)
  await banner.setProps({ library: library('/nas/others', 'SMB') })
  expect(banner.text()).toContain('SMB')
  await banner.setProps({ library: library('/home/photos', null) })
  expect(banner.find('[data-testid=network-disk]').exists()).toBe(false)
})
