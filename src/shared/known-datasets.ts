/** A Vietnamese captioning set that is known; what is not known for sure is null. */
export interface KnownDataset {
  name: string
  /** `owner/name` on the Hugging Face hub, where it can be downloaded from. */
  repository: string | null
  /** Where it is described, and asked for. */
  page: string
  images: number | null
  captions: number | null
  /** Null: see the page. */
  licence: string | null
  /** The format that its files are read as: a value of `ImportFormat`, with what is to be known of them. */
  layout: string
  about: { en: string; vi: string }
}

/** Figures are those of the papers that introduced the sets. */
export const knownDatasets: readonly KnownDataset[] = [
  {
    name: 'vieCap4H',
    repository: null,
    page: 'https://vlsp.org.vn',
    images: null,
    captions: null,
    licence: null,
    layout: 'viecap4h: train_captions.json beside images_train/',
    about: { en: 'health care, VLSP 2021', vi: 'y tế, VLSP 2021' }
  },
  {
    name: 'UIT-ViIC',
    repository: null,
    page: 'https://arxiv.org/abs/2002.00175',
    images: 3850,
    captions: 19_250,
    licence: null,
    layout: 'coco',
    about: { en: 'sports played with balls, images of COCO', vi: 'thể thao có bóng, ảnh của COCO' }
  },
  {
    name: 'UIT-OpenViIC',
    repository: null,
    page: 'https://arxiv.org/abs/2305.04166',
    images: 13_100,
    captions: 61_241,
    licence: null,
    layout: 'openviic: {"x.jpg": {"captions": [...]}}',
    about: { en: 'open domain, scenes in Vietnam', vi: 'miền mở, cảnh ở Việt Nam' }
  },
  {
    name: 'KTVIC',
    repository: null,
    page: 'https://arxiv.org/abs/2401.08100',
    images: 4327,
    captions: 21_635,
    licence: null,
    layout: 'ktvic: train_data.json beside train-images/',
    about: { en: 'daily life', vi: 'đời sống hằng ngày' }
  },
  {
    name: 'HVU_VIC',
    repository: 'TIENHAHUVIC/GeneratingCaptions',
    page: 'https://huggingface.co/datasets/TIENHAHUVIC/GeneratingCaptions',
    images: null,
    captions: null,
    licence: 'MIT',
    layout: 'csv with the images in zip archives, which are to be unpacked first',
    about: { en: 'images of the web, chosen by models', vi: 'ảnh trên web, do mô hình chọn' }
  }
]
