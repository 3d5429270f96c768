import { batchWords } from './areas/batch'
import { captionerWords } from './areas/captioner'
import { bulkWords } from './areas/bulk'
import { checkerWords } from './areas/checker'
import { commonWords } from './areas/common'
import { compareWords } from './areas/compare'
import { editorWords } from './areas/editor'
import { findWords } from './areas/find'
import { historyWords } from './areas/history'
import { importWords } from './areas/import'
import { jobWords } from './areas/jobs'
import { keyWords } from './areas/keys'
import { libraryWords } from './areas/library'
import { modelWords } from './areas/models'
import { numberWords } from './areas/numbers'
import { pairWords } from './areas/pairs'
import { reviewWords } from './areas/review'
import { runWords } from './areas/runs'
import { settingsWords } from './areas/settings'
import { suggestionWords } from './areas/suggestions'
import { trainWords } from './areas/train'
import { welcomeWords } from './areas/welcome'

export const en = {
  batch: batchWords.en,
  captioner: captionerWords.en,
  bulk: bulkWords.en,
  checker: checkerWords.en,
  common: commonWords.en,
  compare: compareWords.en,
  editor: editorWords.en,
  find: findWords.en,
  history: historyWords.en,
  import: importWords.en,
  jobs: jobWords.en,
  keys: keyWords.en,
  library: libraryWords.en,
  models: modelWords.en,
  numbers: numberWords.en,
  pairs: pairWords.en,
  review: reviewWords.en,
  runs: runWords.en,
  settings: settingsWords.en,
  suggestions: suggestionWords.en,
  train: trainWords.en,
  welcome: welcomeWords.en
}
export type Messages = typeof en

export const vi = {
  batch: batchWords.vi,
  captioner: captionerWords.vi,
  bulk: bulkWords.vi,
  checker: checkerWords.vi,
  common: commonWords.vi,
  compare: compareWords.vi,
  editor: editorWords.vi,
  find: findWords.vi,
  history: historyWords.vi,
  import: importWords.vi,
  jobs: jobWords.vi,
  keys: keyWords.vi,
  library: libraryWords.vi,
  models: modelWords.vi,
  numbers: numberWords.vi,
  pairs: pairWords.vi,
  review: reviewWords.vi,
  runs: runWords.vi,
  settings: settingsWords.vi,
  suggestions: suggestionWords.vi,
  train: trainWords.vi,
  welcome: welcomeWords.vi
}
