import { TextSource } from '../read/text-source'
import { readLines } from '../read/lines'
import type { OpenCaptions } from './caption-pairs'
import { skip, type CaptionText, type ImportEvent, type ImportEvents } from './events'
import type { Opened, Opening } from './opening'

/**
 * Vietnamese sentences alone, each a pair with the same text on both sides, for encoders whose text side
 * reads Vietnamese: the captions of a file that `openCaptions` opens, whether its images are there or
 * not; of any other text, where it gives null, each line.
 */
export async function openSentences(
  { look, signal }: Opening,
  openCaptions: (path: string) => ReturnType<OpenCaptions> | null
): Promise<Opened> {
  const opened = await openCaptions(look.path)
  if (opened) return { ...opened, kind: 'pairs', events: captionsOf(opened.events) }
  const source = new TextSource(look.path, signal)
  return { sources: [source], events: linesOf(source) }
}

async function* captionsOf(events: ImportEvents): ImportEvents {
  for await (const batch of events) {
    yield batch.flatMap((event): ImportEvent[] => {
      if (event.type === 'image') {
        return event.captions.filter(isByPeople).map(({ text }) => sentence(text, event.where))
      }
      if (event.type === 'caption')
        return isByPeople(event) ? [sentence(event.text, event.where)] : []
      return event.type === 'skip' ? [event] : []
    })
  }
}

async function* linesOf(source: TextSource): ImportEvents {
  for await (const lines of readLines(source.chunks())) {
    yield lines.flatMap(({ number, text }): ImportEvent[] => {
      const where = `line ${number}`
      if (text === null) return [skip('record-too-long', where, '')]
      return text.trim() === '' ? [] : [sentence(text, where)]
    })
  }
}

/** Whether people wrote it and nobody has turned it down. */
const isByPeople = ({ marks }: CaptionText): boolean =>
  marks?.source !== 'model' && marks?.status !== 'rejected' && marks?.status !== 'skipped'

const sentence = (text: string, where: string): ImportEvent => ({
  type: 'pair',
  english: text,
  vietnamese: text,
  extra: null,
  where
})
