import { contestedImages } from '../agreement/contested'
import { scanJudgements, scanPeopleCaptions } from '../agreement/people-captions'
import { checkTexts, findIssues, scanIssues } from '../captions/check-texts'
import { pageDuplicates } from '../images/duplicates'
import {
  countEvaluated,
  countReview,
  firstOpenReview,
  pageReview,
  placeInReview
} from '../runs/evaluations'
import {
  imageIdsBetween,
  indexOfImage,
  nextUndoneImage,
  pageImages,
  selectedImageIds
} from '../search/image-listing'
import { mapColours, mapVectors } from '../search/image-map'
import { nearestImages } from '../search/nearest-images'
import { libraryCounts } from '../core/library-counts'
import { libraryStatistics } from '../core/statistics'
import { pagePairs } from '../pairs/pairs'
import { listMetricPoints } from '../runs/run-records'
import { scanTexts } from '../captions/text-scan'
import {
  countTraining,
  dataVersion,
  iterateTrainingCaptions,
  iterateTrainingPairs
} from '../runs/training-data'
import { scanVocabulary } from '../captions/vocabulary'

/**
 * What may take longer than a moment in a large library, and is therefore asked of the reader
 * thread: by name, since functions do not go from thread to thread. Answers are copied.
 */
export const readerQueries = {
  checkTexts,
  contestedImages,
  countEvaluated,
  countReview,
  countTraining,
  dataVersion,
  firstOpenReview,
  placeInReview,
  imageIdsBetween,
  indexOfImage,
  libraryCounts,
  libraryStatistics,
  listMetricPoints,
  mapColours,
  mapVectors,
  nearestImages,
  nextUndoneImage,
  pageDuplicates,
  pageImages,
  pagePairs,
  pageReview,
  selectedImageIds
}

/** Listings that are handed over a few hundred rows at a time. */
export const readerListings = {
  findIssues,
  judgements: scanJudgements,
  peopleCaptions: scanPeopleCaptions,
  scanIssues,
  scanTexts,
  scanVocabulary,
  trainingCaptions: iterateTrainingCaptions,
  trainingPairs: iterateTrainingPairs
}
