import { oc } from '@orpc/contract'
import * as v from 'valibot'
import { ErrorInfo } from '../domain'

/** Every procedure can fail with one kind of error: an {@link ErrorInfo} for a person. */
export const procedure = oc.errors({ APP_ERROR: { data: ErrorInfo } })

/** Output of a procedure that only acts. */
export const Done = v.object({ done: v.literal(true) })
