/**
 * An image as the encoder takes it, [3, side, side]: resized by Pillow's filter byte for byte, cut
 * from the middle and normalised. `data` are bytes, red, green and blue of each pixel.
 */
export function clipPixels({ data, width, height }, facts) {
  const { size, side, resize, mean, std, rescale } = facts
  const whole = resize.shorterSide ? fit(width, height, resize.shorterSide) : resize
  const line = 3 * size
  const narrow = new Uint8Array(height * line)
  taps(width, whole.width, size, filters[facts.filter]).forEach(({ first, weights }, x) => {
    for (let y = 0; y < height; y++) {
      for (let channel = 0; channel < 3; channel++) {
        const from = 3 * (y * width + first) + channel
        narrow[y * line + 3 * x + channel] = mix(data, from, 3, weights)
      }
    }
  })
  const bytes = new Uint8Array(size * line)
  taps(height, whole.height, size, filters[facts.filter]).forEach(({ first, weights }, y) => {
    for (let x = 0; x < line; x++) {
      bytes[y * line + x] = mix(narrow, first * line + x, line, weights)
    }
  })
  const plane = side * side
  return Float32Array.from({ length: 3 * plane }, (_, at) => {
    const channel = Math.floor(at / plane)
    const [y, x] = [Math.floor((at % plane) / side), at % side]
    return (bytes[y * line + 3 * x + channel] * rescale - mean[channel]) / std[channel]
  })
}

function fit(width, height, side) {
  return width <= height
    ? { width: side, height: Math.floor((side * height) / width) }
    : { width: Math.floor((side * width) / height), height: side }
}

/** The sum of every `step`th byte by fixed-point weights, rounded to a byte. */
function mix(bytes, from, step, weights) {
  let sum = 2 ** 21
  for (let tap = 0; tap < weights.length; tap++) sum += bytes[from + tap * step] * weights[tap]
  return Math.min(255, Math.max(0, Math.floor(sum / 2 ** 22)))
}

/** For each of the `size` places in the middle of `to`: the first of the `from` that it reads, and weights. */
function taps(from, to, size, { reach, weightAt }) {
  const scale = from / to
  const widening = Math.max(1, scale)
  const start = halfToEven((to - size) / 2)
  return Array.from({ length: size }, (_, index) => {
    const centre = (start + index + 0.5) * scale
    const first = Math.max(0, Math.trunc(centre - reach * widening + 0.5))
    const end = Math.min(from, Math.trunc(centre + reach * widening + 0.5))
    const raw = Array.from({ length: end - first }, (_, tap) =>
      weightAt(Math.abs((tap + first - centre + 0.5) / widening))
    )
    const sum = raw.reduce((total, weight) => total + weight, 0)
    const fixed = raw.map((weight) => (weight / sum) * 2 ** 22)
    return { first, weights: fixed.map((weight) => Math.trunc(weight + (weight < 0 ? -0.5 : 0.5))) }
  })
}

const filters = {
  bicubic: { reach: 2, weightAt: bicubic },
  bilinear: { reach: 1, weightAt: (x) => Math.max(0, 1 - x) }
}

function bicubic(x) {
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0
}

/** Python's `round`, by which torchvision places the cut. */
function halfToEven(value) {
  const rounded = Math.round(value)
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}
