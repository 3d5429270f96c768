import * as v from 'valibot'
import { ErrorInfo } from '../domain/common'
import { Done, procedure } from './base'

/** Longest value that a window can have kept: the selection of a million images, one by one. */
const MOST_REMEMBERED = 10_000_000

/** The window's own settings, kept per user and not per library. */
export const Settings = v.object({
  /** What the history of captions calls the person at this window. */
  annotator: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(60)), ''),
  locale: v.optional(v.picklist(['en', 'vi']), 'en'),
  theme: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  device: v.optional(v.picklist(['auto', 'cpu', 'webgpu', 'cuda']), 'auto'),
  /** Keys chosen in place of the usual ones: combinations by action of the key table. */
  keys: v.optional(v.record(v.string(), v.array(v.string())), {})
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
  /** Bytes of its memory; null where nobody says. */
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
  info: procedure.output(
    v.object({
      version: v.string(),
      host: v.picklist(['desktop', 'web']),
      devices: v.array(DeviceInfo)
    })
  ),
  settings: procedure.output(Settings),
  saveSettings: procedure.input(Settings).output(Settings),
  remembered: procedure.output(Remembered),
  remember: procedure
    .input(
      v.object({
        name: v.pipe(v.string(), v.maxLength(5000)),
        value: v.pipe(v.string(), v.maxLength(MOST_REMEMBERED))
      })
    )
    .output(Done)
}
