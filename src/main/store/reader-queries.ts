import { checkTexts, scanIssues } from './check-texts'
import {
  imageIdsBetween,
  indexOfImage,
  nextUndoneImage,
  pageImages,
  selectedImageIds
} from './image-listing'
import { libraryCounts } from './library-counts'
import { pagePairs } from './pairs'
import { scanTexts } from './text-scan'
import {
  countTraining,
  dataVersion,
  iterateTrainingCaptions,
  iterateTrainingPairs
} from './training-data'

/**
 * What may take longer than a moment in a large library, and is therefore asked of the reader
 * thread: by name, since functions do not go from thread to thread. Answers are copied.
 */
export const readerQueries = {
  checkTexts,
  countTraining,
  dataVersion,
  imageIdsBetween,
  indexOfImage,
  libraryCounts,
  nextUndoneImage,
  pageImages,
  pagePairs,
  selectedImageIds
}

/** Listings that are handed over a few hundred rows at a time. */
export const readerListings = {
  scanIssues,
  scanTexts,
  trainingCaptions: iterateTrainingCaptions,
  trainingPairs: iterateTrainingPairs
}
