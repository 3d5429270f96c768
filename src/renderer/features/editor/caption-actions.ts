/** What can be done to one caption besides writing it. */
export const captionActions = [
  'split',
  'merge',
  'up',
  'down',
  'note',
  'send-back',
  'history',
  'remove'
] as const
export type CaptionAction = (typeof captionActions)[number]
