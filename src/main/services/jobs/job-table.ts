import type { GenericSchema } from 'valibot'
import type { JobKind } from '../../../shared/domain'
import type { JobHandler } from './job-handler'

/** How each kind of job is checked and done. */
export type JobTable = Readonly<Record<JobKind, { params: GenericSchema; handler: JobHandler }>>
