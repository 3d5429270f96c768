import { assignmentErrors } from './assignment-errors'
import { backupErrors } from './backup-errors'
import { captionErrors } from './caption-errors'
import { clusterErrors } from './cluster-errors'
import { contractErrors } from './contract-errors'
import { demoErrors } from './demo-errors'
import { deviceErrors } from './device-errors'
import { endpointErrors } from './endpoint-errors'
import { engineErrors } from './engine-errors'
import { hostErrors } from './host-errors'
import { hubErrors } from './hub-errors'
import { importErrors } from './import-errors'
import { libraryErrors } from './library-errors'
import { modelErrors } from './model-errors'
import { outputErrors } from './output-errors'
import { peopleErrors } from './people-errors'
import { pushErrors } from './push-errors'
import { servingErrors } from './serving-errors'
import { transferErrors } from './transfer-errors'
import { updateErrors } from './update-errors'
import { webhookErrors } from './webhook-errors'

/** Wording of one error in each language; `{name}` stands for a parameter. */
export interface ErrorText {
  en: string
  vi: string
}

/** Every error a user can meet: what happened, which file or setting, what to do. */
export const errorTable = {
  ...libraryErrors,
  ...backupErrors,
  ...importErrors,
  ...outputErrors,
  ...modelErrors,
  ...hubErrors,
  ...pushErrors,
  ...engineErrors,
  ...captionErrors,
  ...assignmentErrors,
  ...endpointErrors,
  ...contractErrors,
  ...demoErrors,
  ...deviceErrors,
  ...clusterErrors,
  ...hostErrors,
  ...peopleErrors,
  ...servingErrors,
  ...transferErrors,
  ...updateErrors,
  ...webhookErrors
} satisfies Record<string, ErrorText>

export type ErrorCode = keyof typeof errorTable
