import { readNumbers, readVocabulary } from '../services/numbers'
import { api } from './base'

export const numbersRouter = api.numbers.router({
  library: api.numbers.library.handler(({ context }) => readNumbers(context.workbench.library)),
  vocabulary: api.numbers.vocabulary.handler(({ context }) =>
    readVocabulary(context.workbench.library)
  )
})
