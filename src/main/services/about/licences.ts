import type { Licences } from '../../../shared/contract'

/** The licence of the application and those of what it carries, as they are built into it. */
export async function readLicences(): Promise<Licences> {
  // Read when they are asked for: together they are half a megabyte.
  const [own, notices] = await Promise.all([
    import('../../../../LICENSE?raw'),
    import('../../../../THIRD_PARTY_NOTICES.md?raw')
  ])
  return { own: own.default, thirdParty: readNotices(notices.default) }
}

/** The sections of the notices, as `scripts/third-party-notices.mjs` writes them. */
function readNotices(text: string): Licences['thirdParty'] {
  const section = /^## (.+)\n\n(?:```text\n([\s\S]*?)\n```|(.+))$/gm
  return [...text.matchAll(section)].map(([, packages = '', licence, remark = '']) => ({
    packages: packages.replaceAll('\\', ''),
    text: licence ?? remark
  }))
}
