import { readLicences } from '../services/about/licences'
import { readVersions } from '../services/about/versions'
import { api } from './base'

export const aboutRouter = api.about.router({
  versions: api.about.versions.handler(() => readVersions()),
  licences: api.about.licences.handler(() => readLicences())
})
