import { countIssues } from '../services/checker'
import { api } from './base'

export const checkerRouter = api.checker.router({
  check: api.checker.check.handler(({ context: { workbench }, input: { texts, toneStyle } }) =>
    workbench.library.reader.ask('checkTexts', texts, toneStyle)
  ),
  count: api.checker.count.handler(({ context: { workbench }, input: { target, toneStyle } }) =>
    countIssues(workbench.library, target, toneStyle)
  )
})
