import { aboutWords } from './areas/about'
import { adjudicationWords } from './areas/adjudication'
import { addressWords } from './areas/address'
import { backupWords } from './areas/backups'
import { batchWords } from './areas/batch'
import { captionerWords } from './areas/captioner'
import { bulkWords } from './areas/bulk'
import { checkerWords } from './areas/checker'
import { clusterWords } from './areas/clusters'
import { commonWords } from './areas/common'
import { compareWords } from './areas/compare'
import { curveWords } from './areas/curves'
import { editorWords } from './areas/editor'
import { findWords } from './areas/find'
import { firstWords } from './areas/first'
import { historyWords } from './areas/history'
import { importWords } from './areas/import'
import { jobWords } from './areas/jobs'
import { keyWords } from './areas/keys'
import { libraryWords } from './areas/library'
import { logInWords } from './areas/log-in'
import { modelWords } from './areas/models'
import { statisticsWords } from './areas/statistics'
import { pairWords } from './areas/pairs'
import { peopleWords } from './areas/people'
import { reviewWords } from './areas/review'
import { runWords } from './areas/runs'
import { scoreWords } from './areas/scores'
import { settingsWords } from './areas/settings'
import { similarWords } from './areas/similar'
import { suggestionWords } from './areas/suggestions'
import { trainWords } from './areas/train'
import { transferWords } from './areas/transfers'
import { webhookWords } from './areas/webhook'
import { welcomeWords } from './areas/welcome'
import { workWords } from './areas/work'

export const en = {
  about: aboutWords.en,
  adjudication: adjudicationWords.en,
  address: addressWords.en,
  backups: backupWords.en,
  batch: batchWords.en,
  captioner: captionerWords.en,
  bulk: bulkWords.en,
  checker: checkerWords.en,
  clusters: clusterWords.en,
  common: commonWords.en,
  compare: compareWords.en,
  curves: curveWords.en,
  editor: editorWords.en,
  find: findWords.en,
  first: firstWords.en,
  history: historyWords.en,
  import: importWords.en,
  jobs: jobWords.en,
  keys: keyWords.en,
  library: libraryWords.en,
  logIn: logInWords.en,
  models: modelWords.en,
  statistics: statisticsWords.en,
  pairs: pairWords.en,
  people: peopleWords.en,
  review: reviewWords.en,
  runs: runWords.en,
  scores: scoreWords.en,
  settings: settingsWords.en,
  similar: similarWords.en,
  suggestions: suggestionWords.en,
  train: trainWords.en,
  transfers: transferWords.en,
  webhook: webhookWords.en,
  welcome: welcomeWords.en,
  work: workWords.en
}
export type Messages = typeof en

export const vi = {
  about: aboutWords.vi,
  adjudication: adjudicationWords.vi,
  address: addressWords.vi,
  backups: backupWords.vi,
  batch: batchWords.vi,
  captioner: captionerWords.vi,
  bulk: bulkWords.vi,
  checker: checkerWords.vi,
  clusters: clusterWords.vi,
  common: commonWords.vi,
  compare: compareWords.vi,
  curves: curveWords.vi,
  editor: editorWords.vi,
  find: findWords.vi,
  first: firstWords.vi,
  history: historyWords.vi,
  import: importWords.vi,
  jobs: jobWords.vi,
  keys: keyWords.vi,
  library: libraryWords.vi,
  logIn: logInWords.vi,
  models: modelWords.vi,
  statistics: statisticsWords.vi,
  pairs: pairWords.vi,
  people: peopleWords.vi,
  review: reviewWords.vi,
  runs: runWords.vi,
  scores: scoreWords.vi,
  settings: settingsWords.vi,
  similar: similarWords.vi,
  suggestions: suggestionWords.vi,
  train: trainWords.vi,
  transfers: transferWords.vi,
  webhook: webhookWords.vi,
  welcome: welcomeWords.vi,
  work: workWords.vi
}
