import { eventIterator } from '@orpc/contract'
import * as v from 'valibot'
import { CheckCode, TextTarget, ToneStyle } from '../domain'
import { procedure } from './base'

const Issue = v.object({
  check: CheckCode,
  start: v.number(),
  end: v.number(),
  /** What may stand there instead, the likeliest first. */
  fixes: v.array(v.string())
})

/** Finding what is wrong in Vietnamese texts. Bulk fixes are plans, see `bulk.ts`. */
export const checkerContract = {
  /** What is wrong in each text, whether or not it is stored. */
  check: procedure
    .input(
      v.object({
        texts: v.pipe(v.array(v.pipe(v.string(), v.maxLength(10_000))), v.maxLength(100)),
        toneStyle: v.nullable(ToneStyle)
      })
    )
    .output(v.array(v.array(Issue))),
  /** In how many texts each check finds something; tells how far it is until `done`. */
  count: procedure.input(v.object({ target: TextTarget, toneStyle: v.nullable(ToneStyle) })).output(
    eventIterator(
      v.object({
        scanned: v.number(),
        texts: v.record(CheckCode, v.number()),
        done: v.boolean()
      })
    )
  )
}
