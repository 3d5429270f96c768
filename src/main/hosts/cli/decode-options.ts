import { Option } from 'commander'
import * as v from 'valibot'
import { decodeSettings } from '../../../shared/decode-settings'
import { DecodeOptions } from '../../../shared/domain'
import { toNumber } from './options'

type Key = keyof DecodeOptions
const keys = Object.keys(decodeSettings) as Key[]
const defaults = v.parse(DecodeOptions, {})

/** Every option of decoding as an option of a command, with its help, default and source. */
export const decodeOptions = (): Option[] => keys.map(optionOf)

function optionOf(key: Key): Option {
  const { help, source, defaultWords } = decodeSettings[key]
  const shown = defaultWords?.en ?? JSON.stringify(defaults[key])
  const text = `${help.en} Default ${shown}, from ${source.en}.`
  const schema = DecodeOptions.entries[key].wrapped
  const option = new Option(`--${flagOf(key)} <${valueName(key)}>`, text)
  if (schema.type === 'picklist') return option.choices(schema.options)
  return typeof defaults[key] === 'number' ? option.argParser(toNumber) : option
}

/** What was given of them; the API checks the values. */
export function givenDecoding(
  options: Record<string, unknown>
): v.InferInput<typeof DecodeOptions> {
  const given = keys.flatMap((key) => {
    const value = options[key === 'method' ? 'decode' : key]
    return value === undefined ? [] : [[key, value] as const]
  })
  return Object.fromEntries(given)
}

/** `maxTokens` as `max-tokens`; the method by the name of what it decides. */
const flagOf = (key: Key): string =>
  key === 'method' ? 'decode' : key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const valueName = (key: Key): string =>
  key === 'method' ? 'method' : typeof defaults[key] === 'number' ? 'n' : 'text'
