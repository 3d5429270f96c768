import * as v from 'valibot'
import { list, text } from '../domain/bounds'
import { ErrorInfo } from '../domain/common'
import { Role } from '../domain/people'
import { Done, procedure } from './base'

/** Longest value that a window can have kept: the selection of a million images, one by one. */
const MAX_REMEMBERED = 10_000_000

const isWebAddress = (typed: string): boolean => {
  if (!/^https?:\/\//i.test(typed) || !URL.canParse(typed)) return false
  const { username, password } = new URL(typed)
  return username === '' && password === ''
}

/** Where the end of a run is told by an HTTP request; empty for nowhere. It may hold a secret. */
export const WebhookUrl = v.pipe(
  text(2000),
  v.trim(),
  v.check((typed) => typed === '' || isWebAddress(typed), 'webhook.bad-url')
)

/** The window's own settings, kept per user and not per library. */
export const Settings = v.object({
  /** What the history of captions calls the person at this window. */
  annotator: v.optional(v.pipe(text(1000), v.trim(), v.maxLength(60)), ''),
  /** `system`: that of the system, or of the browser. */
  locale: v.optional(v.picklist(['system', 'en', 'vi']), 'system'),
  theme: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  device: v.optional(v.picklist(['auto', 'cpu', 'webgpu', 'cuda']), 'auto'),
  /** Where newer versions of the desktop application are asked for; empty for nowhere. */
  updateFeed: v.optional(v.pipe(text(2000), v.trim()), ''),
  webhook: v.optional(WebhookUrl, ''),
  /** Keys chosen in place of the usual ones: combinations by action of the key table. */
  keys: v.optional(v.record(text(100), list(text(100), 20)), {})
})
export type Settings = v.InferOutput<typeof Settings>

/**
 * What windows remember of where their user was: values by name, as the windows write them. Nothing
 * but a window reads one.
 */
export const Remembered = v.record(v.string(), v.string())
export type Remembered = v.InferOutput<typeof Remembered>

export const DeviceInfo = v.object({
  device: v.picklist(['cpu', 'webgpu', 'cuda']),
  usable: v.boolean(),
  /** Name of the adapter, or the reason why the device cannot be used and what to do. */
  detail: v.string(),
  /** The reason, or what to know about the device, for wording in any language. */
  note: v.optional(ErrorInfo),
  /** Bytes of its memory; null if unknown. */
  memory: v.nullable(v.number()),
  /** Bytes of the largest tensor that it takes, as far as was tried; null without a limit. */
  largestTensor: v.nullable(v.number()),
  /** Whether it computes in half precision. */
  half: v.boolean(),
  /** Whether it is a graphics card that the processor plays. */
  software: v.boolean(),
  /** Whether `auto` takes it. */
  auto: v.boolean()
})
export type DeviceInfo = v.InferOutput<typeof DeviceInfo>

export const systemContract = {
  /** Answers at once: whether the workbench still does. */
  ping: procedure.output(Done),
  info: procedure.output(
    v.object({
      /** Who is logged in on a team's server; null for the one person of any other host. */
      user: v.nullable(v.object({ name: v.string(), role: Role })),
      version: v.string(),
      host: v.picklist(['desktop', 'web']),
      /** Path of the log; empty where there is none. */
      logFile: v.string(),
      /** As they were found before; null while they are looked for the first time. */
      devices: v.nullable(v.array(DeviceInfo))
    })
  ),
  /** Waits until the engine has looked for the devices, or has said why it cannot. */
  devices: procedure.output(v.array(DeviceInfo)),
  settings: procedure.output(Settings),
  saveSettings: procedure.input(Settings).output(Settings),
  /** Tells a webhook that it would be told. Throws the `webhook.` errors. */
  testWebhook: procedure
    .input(v.object({ url: v.pipe(WebhookUrl, v.nonEmpty('webhook.bad-url')) }))
    .output(Done),
  remembered: procedure.output(Remembered),
  remember: procedure
    .input(
      v.object({
        name: text(5000),
        value: text(MAX_REMEMBERED)
      })
    )
    .output(Done)
}
