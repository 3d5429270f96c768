import type { IncomingHttpHeaders } from 'node:http'
import type { Locale } from '../../../shared/errors'
import { acceptedLanguages, firstLanguage } from '../../../shared/first-language'

/** The language that a browser asks for first of those that the workbench speaks. */
export const browserLanguage = (headers: IncomingHttpHeaders): Locale =>
  firstLanguage(acceptedLanguages(headers['accept-language'] ?? ''))
