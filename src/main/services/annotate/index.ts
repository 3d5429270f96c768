/**
 * What annotators read and write, as the store does it: each function takes the connection whose
 * ability it needs.
 */
export {
  mergeCaptions,
  moveCaption,
  restoreCaption,
  settleImage,
  splitCaption
} from '../../store/caption-edits'
export { captionHistory, imageHistory } from '../../store/caption-history'
export { removeCaption, saveCaption, setCaptionStatus } from '../../store/captions'
export { countTokens } from './count-tokens'
export { getImage, setSplit } from '../../store/images'
export { addPair, pairHistory, removePair, savePair } from '../../store/pairs'
export { filterValues, listFilters, removeFilter, saveFilter } from '../../store/saved-filters'
export { redoInSteps, undoInSteps } from '../../store/undo'
export { embeddingStatus } from '../../store/embedding-sets'
