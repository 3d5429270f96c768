import type { Agreement, AgreementParams } from '../../../shared/domain'
import type { CaptionedByPeople, Judgement } from '../../../shared/engine-protocol'
import type { Library } from '../../store/core/library'
import type { EngineClient } from '../engine-client/engine-client'
import { scoringWords } from '../score/scoring-words'

const DRAWS = { rounds: 1000, seed: 42 }

/** How alike the people of a library caption and judge. Throws `score.no-words`. */
export async function libraryAgreement(
  { library, engine }: { library: Library; engine: EngineClient },
  scoring: AgreementParams
): Promise<Agreement> {
  const words = await scoringWords(scoring, library.read)
  return engine.run('agreement', { ...words, ...DRAWS }, { feed: captionsAndJudgements(library) })
}

async function* captionsAndJudgements({
  reader
}: Library): AsyncGenerator<(CaptionedByPeople | Judgement)[]> {
  yield* reader.rows('peopleCaptions')
  yield* reader.rows('judgements')
}
