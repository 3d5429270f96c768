/**
 * What annotators read and write, as the store does it: each function takes the connection whose
 * ability it needs.
 */
export { captionHistory, removeCaption, saveCaption, setCaptionStatus } from '../../store/captions'
export { getImage, setSplit } from '../../store/images'
export { savePair } from '../../store/pairs'
export { redo, undo } from '../../store/undo'
export { embeddingStatus } from '../../store/embedding-sets'
