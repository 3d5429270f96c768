import { clipPixels } from './clip-image.mjs'

// Writes captions with the files of this folder, in Node and in browsers.
// `ort` is onnxruntime-node or onnxruntime-web; `open(name)` opens a session of `name.onnx`.
export async function openCaptioner(ort, open, facts, tokens) {
  const [encoder, prefill, step] = await Promise.all(['encoder', 'prefill', 'step'].map(open))
  const { image, prefixLength, normalizeEmbeddings } = facts
  const { beams: width, maxTokens, stopTokens } = facts.decoding
  const float = (data, dims) => new ort.Tensor('float32', data, dims)
  const int = (data) => new ort.Tensor('int64', BigInt64Array.from(data, BigInt), [data.length])

  /** The caption of an image: `data` are bytes, red, green and blue of each pixel. */
  return async (pixels) => {
    const { embeddings } = await encoder.run({
      pixels: float(clipPixels(pixels, image), image.shape)
    })
    if (normalizeEmbeddings) divide(embeddings.data)
    let out = await prefill.run({ embeddings })
    // A beam is a caption that has begun; its slots are where the cache holds its tokens.
    let beams = [{ ids: [], slots: [], sum: 0, stopped: false }]
    for (let length = 1, slots = prefixLength; ; length++) {
      let row = 0
      const grown = beams.flatMap((beam) =>
        beam.stopped
          ? [beam]
          : best(out, row++, width).map(([id, logProbability]) => ({
              ids: [...beam.ids, id],
              slots: beam.slots,
              sum: beam.sum + logProbability,
              stopped: stopTokens.includes(id)
            }))
      )
      const mean = ({ sum, ids }) => sum / ids.length
      beams = grown.sort((a, b) => mean(b) - mean(a)).slice(0, width)
      const open = beams.filter(({ stopped }) => !stopped)
      if (open.length === 0 || length === maxTokens) return textOf(beams[0].ids, tokens)
      const total = slots + open.length
      const mask = new Float32Array(open.length * total).fill(-1e9)
      open.forEach((beam, place) => {
        beam.slots = [...beam.slots, slots + place]
        mask.fill(0, place * total, place * total + prefixLength)
        for (const slot of beam.slots) mask[place * total + slot] = 0
      })
      const past = facts.caches.map((name) => [`past.${name}`, out[name]])
      out = await step.run({
        ...Object.fromEntries(past),
        tokens: int(open.map(({ ids }) => ids.at(-1))),
        positions: int([prefixLength + length - 1]),
        mask: float(mask, [1, 1, open.length, total])
      })
      slots = total
    }
  }
}

function best({ logits, logSums }, row, count) {
  const size = logits.dims[1]
  const found = []
  for (let id = 0; id < size; id++) {
    const logit = logits.data[row * size + id]
    if (found.length === count && logit <= found.at(-1)[1]) continue
    let place = found.length
    while (place > 0 && logit > found[place - 1][1]) place--
    found.splice(place, 0, [id, logit])
    found.length = Math.min(found.length, count)
  }
  return found.map(([id, logit]) => [id, logit - logSums.data[row]])
}

function divide(vector) {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  vector.forEach((value, index) => (vector[index] = value / length))
}

function textOf(ids, tokens) {
  const bytes = Uint8Array.from(ids.map((id) => tokens[id] ?? '').join(''), (c) => c.charCodeAt(0))
  const [line] = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\n')
  return line.trim().normalize('NFC')
}
