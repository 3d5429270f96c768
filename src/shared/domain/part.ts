import * as v from 'valibot'

/** What a merge of a part did to the library. */
export const MergeReport = v.object({
  /** What the part is called. */
  part: v.string(),
  images: v.object({
    added: v.number(),
    removed: v.number(),
    /** Removed in the part, and kept since they were changed here. */
    kept: v.number(),
    /** Removed here, and brought back since they were changed in the part. */
    broughtBack: v.number()
  }),
  captions: v.object({
    added: v.number(),
    changed: v.number(),
    removed: v.number(),
    /** Changed on both sides: theirs are suggestions beside ours. */
    conflicts: v.number(),
    /** Removed in the part, and kept since they were changed here. */
    kept: v.number(),
    /** With the same text, and accepted, rejected or skipped differently: drafts again. */
    judged: v.number()
  }),
  /** Images of work lists. */
  work: v.object({ done: v.number(), skipped: v.number(), reopened: v.number() })
})
export type MergeReport = v.InferOutput<typeof MergeReport>
