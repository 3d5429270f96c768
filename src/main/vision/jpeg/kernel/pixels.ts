import { greyRow, mixRows, rgbRow } from './colour'

/** A picture's samples and where its pixels go; written by the host. Addresses and numbers of 32 bits. */
@unmanaged
class Picture {
  /** Samples of brightness and of both chroma components, [., stride] bytes; a grey picture has the first. */
  y: usize
  cb: usize
  cr: usize
  yStride: i32
  chromaStride: i32
  /** Pixels to a sample of chroma, 1 or 2; 0 in a grey picture. */
  across: i32
  down: i32
  /** Samples of chroma that the picture has; others only fill their blocks. */
  chromaWide: i32
  chromaHigh: i32
  /** The pixels that are wanted; `left` is even. */
  left: i32
  right: i32
  top: i32
  bottom: i32
  /** Room for a row of sums, twice: 2·chromaWide + 64 bytes each. */
  sums: usize
  /** [bottom - top, right - left, 3] bytes; 64 more may be written. */
  to: usize
}

const picture = memory.data(60)

export function pictureAt(): usize {
  return picture
}

/** Makes red, green and blue of the samples. */
export function pixels(): void {
  const own = changetype<Picture>(picture)
  const width = own.right - own.left
  let to = own.to
  for (let y = own.top; y < own.bottom; y++) {
    const bright = own.y + y * own.yStride + own.left
    if (own.across == 0) greyRow(bright, to, width)
    else if (own.across == 1) {
      const place = y * own.chromaStride + own.left
      rgbRow(bright, own.cb + place, own.cr + place, 0, to, width)
    } else {
      const blue = sumsOf(own.cb, own.sums, y)
      const red = sumsOf(own.cr, own.sums + 2 * own.chromaWide + 64, y)
      rgbRow(bright, blue, red, own.down == 1 ? 2 : 4, to, width)
    }
    to += 3 * width
  }
}

/** Sums of a row's chroma, with the first and the last one twice; where those of the left edge are. */
function sumsOf(samples: usize, room: usize, y: i32): usize {
  const own = changetype<Picture>(picture)
  const sums = room + 16
  const first = max((own.left >> 1) - 1, 0)
  const last = min(((own.right + 1) >> 1) + 1, own.chromaWide)
  let near = y
  let far: usize = 0
  if (own.down == 2) {
    near = y >> 1
    const beside = max(0, min(own.chromaHigh - 1, near + ((y & 1) == 0 ? -1 : 1)))
    far = samples + beside * own.chromaStride + first
  }
  mixRows(samples + near * own.chromaStride + first, far, sums + 2 * first, last - first)
  if (first == 0) store<u16>(sums - 2, load<u16>(sums))
  if (last == own.chromaWide) store<u16>(sums + 2 * last, load<u16>(sums + 2 * last - 2))
  return sums + own.left
}
