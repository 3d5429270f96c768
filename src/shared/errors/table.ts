import { captionErrors } from './caption-errors'
import { demoErrors } from './demo-errors'
import { deviceErrors } from './device-errors'
import { engineErrors } from './engine-errors'
import { hostErrors } from './host-errors'
import { hubErrors } from './hub-errors'
import { importErrors } from './import-errors'
import { libraryErrors } from './library-errors'
import { modelErrors } from './model-errors'

/** Wording of one error in each language; `{name}` stands for a parameter. */
export interface ErrorText {
  en: string
  vi: string
}

/** Every error a user can meet: what happened, which file or setting, what to do. */
export const errorTable = {
  ...libraryErrors,
  ...importErrors,
  ...modelErrors,
  ...hubErrors,
  ...engineErrors,
  ...captionErrors,
  ...demoErrors,
  ...deviceErrors,
  ...hostErrors
} satisfies Record<string, ErrorText>

export type ErrorCode = keyof typeof errorTable
