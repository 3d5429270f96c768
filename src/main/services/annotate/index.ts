/**
 * What annotators read and write, as the store does it: each function takes the connection whose
 * ability it needs.
 */
export { captionHistory, removeCaption, saveCaption, setCaptionStatus } from '../../store/captions'
export { getImage, indexOfImage, nextUndoneImage, pageImages, setSplit } from '../../store/images'
export { pagePairs, savePair } from '../../store/pairs'
export { redo, undo } from '../../store/undo'
export { embeddingStatus } from '../../store/embedding-sets'
