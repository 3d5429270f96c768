import * as v from 'valibot'
import { procedure } from './base'

/** What a report of a problem should name. Null is what this host does not run on. */
export const Versions = v.object({
  application: v.string(),
  electron: v.nullable(v.string()),
  chromium: v.nullable(v.string()),
  /** The Node that the engine runs on, and images are decoded on. */
  node: v.string(),
  onnxRuntime: v.string(),
  sharp: v.string(),
  /** Such as `linux 6.8.0 x64`. */
  system: v.string()
})
export type Versions = v.InferOutput<typeof Versions>

export const Licences = v.object({
  /** Text of the application's own licence. */
  own: v.string(),
  /** Packages that the application carries, together where their texts are the same. */
  thirdParty: v.array(v.object({ packages: v.string(), text: v.string() }))
})
export type Licences = v.InferOutput<typeof Licences>

/** What the application is made of. */
export const aboutContract = {
  versions: procedure.output(Versions),
  licences: procedure.output(Licences)
}
