import { eventIterator } from '@orpc/contract'
import * as v from 'valibot'
import {
  CheckCode,
  CheckSettings,
  CheckStyles,
  EntityId,
  IgnoredWord,
  list,
  Text,
  TextTarget
} from '../domain'
import { procedure } from './base'

const Issue = v.object({
  check: CheckCode,
  start: v.number(),
  end: v.number(),
  /** What may stand there instead, the likeliest first. */
  fixes: v.array(v.string()),
  /** Whether the first fix is what was meant, beyond reasonable doubt. */
  sure: v.boolean()
})
/** What is wrong in one text of a library. */
const Finding = v.object({
  /** The caption or pair. */
  id: EntityId,
  /** The image of a caption; null for a pair. */
  imageId: v.nullable(EntityId),
  text: v.string(),
  issues: v.array(Issue)
})
const Counts = v.record(CheckCode, v.number())

/** Finding what is wrong in Vietnamese texts. Bulk fixes are plans, see `bulk.ts`. */
export const checkerContract = {
  /** How the library's texts are to be written, and which words its checks leave alone. */
  settings: procedure.output(CheckSettings),
  setStyles: procedure.input(CheckStyles).output(CheckSettings),
  ignore: procedure.input(v.object({ word: IgnoredWord })).output(CheckSettings),
  stopIgnoring: procedure.input(v.object({ word: IgnoredWord })).output(CheckSettings),
  /** What is wrong in each text, whether or not it is stored. */
  check: procedure.input(v.object({ texts: list(Text, 100) })).output(v.array(v.array(Issue))),
  /** The texts in which these checks find something, some at a time. */
  find: procedure
    .input(v.object({ target: TextTarget, checks: list(CheckCode, 100) }))
    .output(eventIterator(v.array(Finding))),
  /**
   * In how many texts each check finds something, and in how many of them something whose fix is
   * sure; reports its progress until `done`.
   */
  count: procedure
    .input(v.object({ target: TextTarget }))
    .output(
      eventIterator(
        v.object({ scanned: v.number(), texts: Counts, sure: Counts, done: v.boolean() })
      )
    )
}
