/** Names that look like an image; whether they are is found by reading them. */
export const IMAGE_NAME =
  /\.(jpe?g|jfif|jpe|png|webp|gif|tiff?|avif|hei[cf]|bmp|dib|jxl|jp2|j2k|jpx|psd|svg)$/i
