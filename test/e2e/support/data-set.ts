import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

const subjects = ['bác sĩ', 'y tá', 'bệnh nhân', 'người đàn ông', 'em bé']
const deeds = ['đang khám bệnh', 'đang nằm trên giường', 'đang rửa tay', 'đang đọc sách']
const places = ['trong phòng mổ', 'ở hành lang bệnh viện', 'trước màn hình máy tính']
const colours = ['#b5d0e8', '#e8c7b5', '#c9e0bd', '#dccbe6', '#e6dfb8', '#bcd9d6']

const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index % list.length]
  if (item === undefined) throw new Error('the list is empty')
  return item
}
const captionOf = (index: number): string =>
  `Một ${at(subjects, index)} ${at(deeds, index * 3 + 1)} ${at(places, index * 2)} .`

/** A drawn room with a figure in it, another for each index. */
const drawPicture = (index: number): Promise<Buffer> => {
  const wall = at(colours, index)
  const coat = at(colours, index + 2)
  const x = 120 + ((index * 53) % 220)
  return sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="480" height="${index % 5 === 4 ? 640 : 360}">
      <rect width="480" height="640" fill="${wall}"/>
      <rect y="270" width="480" height="370" fill="#8d8577"/>
      <rect x="${400 - x}" y="60" width="90" height="70" fill="#f4f8fb" stroke="#667"/>
      <circle cx="${x}" cy="130" r="34" fill="#d9a983"/>
      <path d="M${x - 60} 300 Q${x} 130 ${x + 60} 300 Z" fill="${coat}" stroke="#556"/>
    </svg>`)
  )
    .jpeg()
    .toBuffer()
}

export interface DataSet {
  /** The viecap4h caption file; its pictures are in `images_train/` beside it. */
  captions: string
  images: number
  /** The English side of the sentence pairs. */
  pairs: string
  /** A folder of pictures to caption, with a text file named as a picture among them. */
  toCaption: string
  toCaptionCount: number
}

/**
 * Writes a small data set of real files into `folder`. `missing` captions at its end have no
 * picture.
 */
export async function writeDataSet(folder: string, missing: number): Promise<DataSet> {
  const images = 24
  const pictures = join(folder, 'images_train')
  const toCaption = join(folder, 'to_caption')
  mkdirSync(pictures, { recursive: true })
  mkdirSync(toCaption)
  const records = Array.from({ length: images + missing }, (_, index) => ({
    id: `img${String(index).padStart(3, '0')}.jpg`,
    captions: index % 2 ? captionOf(index) : `${captionOf(index)}\n${captionOf(index + 7)}`
  }))
  for (const [index, { id }] of records.slice(0, images).entries()) {
    writeFileSync(join(pictures, id), await drawPicture(index))
  }
  const captions = join(folder, 'train_captions.json')
  writeFileSync(captions, JSON.stringify(records))

  const english = ['A doctor washes his hands .', 'The nurse reads a book .', 'The child sleeps .']
  const vietnamese = ['Bác sĩ rửa tay .', 'Y tá đọc sách .', 'Em bé ngủ .']
  const lines = Array.from({ length: 12 }, (_, index) => index)
  const pairs = join(folder, 'train.en')
  writeFileSync(pairs, lines.map((i) => `${at(english, i)} ${i}\n`).join(''))
  writeFileSync(join(folder, 'train.vi'), lines.map((i) => `${at(vietnamese, i)} ${i}\n`).join(''))

  for (let index = 0; index < 6; index += 1) {
    writeFileSync(join(toCaption, `new${index}.jpg`), await drawPicture(index + 3))
  }
  writeFileSync(join(toCaption, 'words.jpg'), 'This is no picture.')
  return { captions, images, pairs, toCaption, toCaptionCount: 6 }
}
