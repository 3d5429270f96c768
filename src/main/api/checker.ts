import { countIssues } from '../services/checker'
import { resolveTarget } from '../services/similar/resolve-like'
import {
  checkSettings,
  ignoreWord,
  setCheckStyles,
  stopIgnoring
} from '../store/captions/check-settings'
import { api } from './base'
import { likePlace } from './like-place'

export const checkerRouter = api.checker.router({
  settings: api.checker.settings.handler(({ context: { workbench } }) =>
    checkSettings(workbench.library.read)
  ),
  setStyles: api.checker.setStyles.handler(({ context: { workbench }, input }) =>
    setCheckStyles(workbench.library.write, input)
  ),
  ignore: api.checker.ignore.handler(({ context: { workbench }, input: { word } }) =>
    ignoreWord(workbench.library.write, word)
  ),
  stopIgnoring: api.checker.stopIgnoring.handler(({ context: { workbench }, input: { word } }) =>
    stopIgnoring(workbench.library.write, word)
  ),
  check: api.checker.check.handler(({ context: { workbench }, input: { texts } }) =>
    workbench.library.reader.ask('checkTexts', texts)
  ),
  find: api.checker.find.handler(async ({ context, input: { target, checks } }) => {
    const resolved = await resolveTarget(likePlace(context), target)
    return context.workbench.library.reader.rows('findIssues', resolved, checks)
  }),
  count: api.checker.count.handler(async ({ context, input: { target } }) =>
    countIssues(context.workbench.library, await resolveTarget(likePlace(context), target))
  )
})
