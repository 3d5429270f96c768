/**
 * Captions that stand beside those of people until a person takes them: what a model wrote, and what a
 * part of the library has in the place of a caption that was changed here too. No export, check or run
 * sees them.
 */
export const SUGGESTED =
  "(caption.status = 'draft' AND (caption.source = 'model' OR caption.conflicts_with IS NOT NULL))"
