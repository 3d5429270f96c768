import { openRegular } from './regular-file'

/** Kinds of image files that are told apart, whether or not they can be decoded here. */
export type ImageKind =
  'jpeg' | 'png' | 'gif' | 'webp' | 'tiff' | 'bmp' | 'avif' | 'heic' | 'jxl' | 'jp2' | 'psd' | 'svg'

/** Bytes at the beginning of a file that tell what it is. */
const BEGINNING = 512

/** Signatures by their place in the file; a dot stands for any byte. */
const signatures: readonly [ImageKind, RegExp][] = [
  ['jpeg', /^\xff\xd8\xff/],
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF....WEBP/s],
  ['tiff', /^(II[*+]\0|MM\0[*+])/],
  // The header's size too: texts may begin with BM.
  ['bmp', /^BM.{12}[\x0c\x10\x28\x34\x38\x40\x6c\x7c]\0\0\0/s],
  ['avif', /^....ftypavi[fs]/s],
  ['heic', /^....ftyp(hei[cxms]|hev[cxms])/s],
  // A container that says no more in its first brand names its codec in those that follow.
  ['avif', /^\0\0..ftypm[is]f1.{4}(.{4})*?avi[fs]/s],
  ['heic', /^\0\0..ftypm[is]f1/s],
  ['jxl', /^(\xff\x0a|\0\0\0\x0cJXL \r\n\x87\n)/],
  ['jp2', /^(\0\0\0\x0cjP {2}\r\n\x87\n|\xff\x4f\xff\x51)/],
  ['psd', /^8BPS\0[\x01\x02]/],
  ['svg', /^(\xef\xbb\xbf)?\s*<(svg[\s>]|(\?xml|!--|!DOCTYPE svg).*<svg[\s>])/s]
]

/** What the first bytes of a file say that it is, whatever its name; null for no image known. */
export function imageKindOf(bytes: Uint8Array): ImageKind | null {
  const text = Buffer.from(bytes.subarray(0, BEGINNING)).toString('latin1')
  return signatures.find(([, signature]) => signature.test(text))?.[0] ?? null
}

/** {@link imageKindOf} of the file at `path`. Throws as `openRegular`. */
export async function readImageKind(path: string): Promise<ImageKind | null> {
  const file = await openRegular(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0)
    return imageKindOf(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}
