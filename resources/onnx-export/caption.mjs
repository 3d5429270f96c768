// node caption.mjs PHOTO...    (npm install onnxruntime-node sharp)
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as ort from 'onnxruntime-node'
import sharp from 'sharp'
import { openCaptioner } from './captioner.mjs'

const place = (name) => join(import.meta.dirname, name)
const json = async (name) => JSON.parse(await readFile(place(name), 'utf8'))
const facts = await json('captioner.json')
const open = (name) => ort.InferenceSession.create(place(`${name}.onnx`))
const caption = await openCaptioner(ort, open, facts, await json('tokens.json'))

for (const path of process.argv.slice(2)) {
  const image = sharp(path, { ignoreIcc: true })
  const { data, info } = await (facts.image.orientation === 'upright' ? image.autoOrient() : image)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const words = await caption({ data, width: info.width, height: info.height })
  process.stdout.write(`${path}\t${words}\n`)
}
