/** Where a default comes from, as forms, `--help` and the documentation name it. */
export interface SettingSource {
  en: string
  vi: string
}

const paper = (english: string): SettingSource => ({
  en: english,
  vi: english.replace(' et al.', ' và cộng sự')
})

export const settingSources = {
  recipe: { en: 'the VLSP 2021 vieCap4H recipe', vi: 'công thức vieCap4H của VLSP 2021' },
  ours: { en: 'Viecap Workbench', vi: 'Viecap Workbench' },
  huggingFace: { en: 'Hugging Face generate', vi: 'hàm generate của Hugging Face' },
  clipcap: paper('ClipCap (Mokady et al., 2021)'),
  lora: paper('LoRA (Hu et al., 2021)'),
  modalityGap: {
    en: 'the modality gap (Liang et al., 2022)',
    vi: 'khoảng cách phương thức (Liang và cộng sự, 2022)'
  },
  capDec: paper('CapDec (Nukrai et al., 2022)'),
  deCap: paper('DeCap (Li et al., 2023)'),
  smallCap: paper('SmallCap (Ramos et al., 2023)'),
  clipScore: paper('CLIPScore (Hessel et al., 2021)'),
  selfCritical: paper('self-critical training (Rennie et al., 2017)'),
  selfCriticalSamples: { en: 'Luo, 2020', vi: 'Luo, 2020' },
  selfCriticalRate: paper('Cornia et al., 2020'),
  labelSmoothing: paper('Szegedy et al., 2016'),
  mixedPrecision: paper('Micikevicius et al., 2018')
} as const satisfies Record<string, SettingSource>
