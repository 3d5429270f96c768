import { checkTexts, scanIssues } from './check-texts'
import { pageDuplicates } from './duplicates'
import { countEvaluated, countReview, pageReview } from './evaluations'
import {
  firstImages,
  imageIdsBetween,
  indexOfImage,
  nextUndoneImage,
  pageImages,
  selectedImageIds
} from './image-listing'
import { libraryCounts } from './library-counts'
import { libraryNumbers } from './numbers'
import { pagePairs } from './pairs'
import { listMetricPoints } from './run-records'
import { scanTexts } from './text-scan'
import {
  countTraining,
  dataVersion,
  iterateTrainingCaptions,
  iterateTrainingPairs
} from './training-data'
import { scanVocabulary } from './vocabulary'

/**
 * What may take longer than a moment in a large library, and is therefore asked of the reader
 * thread: by name, since functions do not go from thread to thread. Answers are copied.
 */
export const readerQueries = {
  checkTexts,
  countEvaluated,
  countReview,
  countTraining,
  dataVersion,
  firstImages,
  imageIdsBetween,
  indexOfImage,
  libraryCounts,
  libraryNumbers,
  listMetricPoints,
  nextUndoneImage,
  pageDuplicates,
  pageImages,
  pagePairs,
  pageReview,
  selectedImageIds
}

/** Listings that are handed over a few hundred rows at a time. */
export const readerListings = {
  scanIssues,
  scanTexts,
  scanVocabulary,
  trainingCaptions: iterateTrainingCaptions,
  trainingPairs: iterateTrainingPairs
}
