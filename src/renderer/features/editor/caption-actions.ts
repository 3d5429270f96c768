/** What can be done to one caption besides writing it. */
export const captionActions = ['split', 'merge', 'up', 'down', 'history', 'remove'] as const
export type CaptionAction = (typeof captionActions)[number]
