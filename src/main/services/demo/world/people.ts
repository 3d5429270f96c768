import type { Colour } from './colours'

export type Sex = 'male' | 'female'
export type Age = 'child' | 'adult' | 'elder'

/** What somebody wears: a doctor's coat, a nurse's uniform, and so on. */
export type Dress = 'coat' | 'uniform' | 'scrubs' | 'suit' | 'pyjamas' | 'shirt' | 'gown'

/** A kind of person, with the words for one that is met first, one that is known, and several. */
export interface Role {
  sex: Sex
  age: Age
  /** Whether the person works in health care. */
  works: boolean
  dress: readonly Dress[]
  en: { one: readonly string[]; the: string; many: string }
  vi: { one: readonly string[]; the: readonly string[]; many: string }
}

const role = (
  sex: Sex,
  age: Age,
  works: boolean,
  dress: readonly Dress[],
  en: Role['en'],
  vi: Role['vi']
): Role => ({ sex, age, works, dress, en, vi })

export const roles = {
  doctorM: role(
    'male',
    'adult',
    true,
    ['coat'],
    { one: ['doctor', 'male doctor'], the: 'doctor', many: 'doctors' },
    { one: ['bác sĩ', 'nam bác sĩ', 'vị bác sĩ'], the: ['vị bác sĩ', 'bác sĩ'], many: 'bác sĩ' }
  ),
  doctorF: role(
    'female',
    'adult',
    true,
    ['coat'],
    { one: ['doctor', 'female doctor', 'woman doctor'], the: 'doctor', many: 'female doctors' },
    { one: ['nữ bác sĩ', 'bác sĩ', 'cô bác sĩ'], the: ['cô bác sĩ', 'bác sĩ'], many: 'nữ bác sĩ' }
  ),
  nurseF: role(
    'female',
    'adult',
    true,
    ['uniform'],
    { one: ['nurse', 'female nurse'], the: 'nurse', many: 'nurses' },
    { one: ['y tá', 'nữ y tá', 'cô y tá', 'nữ điều dưỡng'], the: ['cô y tá', 'y tá'], many: 'y tá' }
  ),
  nurseM: role(
    'male',
    'adult',
    true,
    ['uniform'],
    { one: ['male nurse', 'nurse'], the: 'male nurse', many: 'male nurses' },
    {
      one: ['nam y tá', 'nam điều dưỡng', 'y tá'],
      the: ['anh y tá', 'anh điều dưỡng'],
      many: 'nam y tá'
    }
  ),
  surgeonM: role(
    'male',
    'adult',
    true,
    ['scrubs'],
    { one: ['surgeon'], the: 'surgeon', many: 'surgeons' },
    {
      one: ['bác sĩ phẫu thuật', 'phẫu thuật viên'],
      the: ['bác sĩ phẫu thuật'],
      many: 'bác sĩ phẫu thuật'
    }
  ),
  medic: role(
    'male',
    'adult',
    true,
    ['suit'],
    { one: ['health worker', 'medical worker'], the: 'health worker', many: 'health workers' },
    {
      one: ['nhân viên y tế', 'cán bộ y tế', 'người nhân viên y tế'],
      the: ['nhân viên y tế'],
      many: 'nhân viên y tế'
    }
  ),
  patientM: role(
    'male',
    'adult',
    false,
    ['pyjamas'],
    { one: ['patient', 'male patient'], the: 'patient', many: 'patients' },
    {
      one: ['bệnh nhân', 'nam bệnh nhân', 'người bệnh'],
      the: ['bệnh nhân', 'người bệnh'],
      many: 'bệnh nhân'
    }
  ),
  patientF: role(
    'female',
    'adult',
    false,
    ['pyjamas'],
    { one: ['patient', 'female patient'], the: 'patient', many: 'patients' },
    {
      one: ['bệnh nhân', 'nữ bệnh nhân', 'người bệnh'],
      the: ['bệnh nhân', 'nữ bệnh nhân'],
      many: 'bệnh nhân nữ'
    }
  ),
  man: role(
    'male',
    'adult',
    false,
    ['shirt'],
    { one: ['man', 'young man'], the: 'man', many: 'men' },
    {
      one: ['người đàn ông', 'nam thanh niên', 'anh thanh niên'],
      the: ['người đàn ông', 'anh thanh niên'],
      many: 'người đàn ông'
    }
  ),
  woman: role(
    'female',
    'adult',
    false,
    ['shirt', 'gown'],
    { one: ['woman', 'young woman'], the: 'woman', many: 'women' },
    { one: ['người phụ nữ', 'cô gái'], the: ['người phụ nữ', 'cô gái'], many: 'người phụ nữ' }
  ),
  boy: role(
    'male',
    'child',
    false,
    ['shirt'],
    { one: ['boy', 'little boy'], the: 'boy', many: 'boys' },
    { one: ['bé trai', 'cậu bé', 'em bé trai'], the: ['cậu bé', 'bé trai'], many: 'bé trai' }
  ),
  girl: role(
    'female',
    'child',
    false,
    ['gown', 'shirt'],
    { one: ['girl', 'little girl'], the: 'girl', many: 'girls' },
    { one: ['bé gái', 'cô bé', 'em bé gái'], the: ['cô bé', 'bé gái'], many: 'bé gái' }
  ),
  grandfather: role(
    'male',
    'elder',
    false,
    ['shirt', 'pyjamas'],
    { one: ['old man', 'elderly man'], the: 'old man', many: 'old men' },
    {
      one: ['ông cụ', 'cụ ông', 'người đàn ông lớn tuổi'],
      the: ['ông cụ', 'cụ ông'],
      many: 'cụ ông'
    }
  ),
  grandmother: role(
    'female',
    'elder',
    false,
    ['shirt', 'gown', 'pyjamas'],
    { one: ['old woman', 'elderly woman'], the: 'old woman', many: 'old women' },
    { one: ['bà cụ', 'cụ bà', 'người phụ nữ lớn tuổi'], the: ['bà cụ', 'cụ bà'], many: 'cụ bà' }
  )
} as const satisfies Record<string, Role>

export type RoleName = keyof typeof roles

/** Words for what somebody wears; {c} is its colour. */
export const dresses: Record<
  Dress,
  { colours: readonly Colour[]; en: readonly string[]; vi: readonly string[] }
> = {
  coat: {
    colours: ['white'],
    en: ['in a white coat', 'wearing a white coat'],
    vi: ['mặc áo blouse trắng', 'mặc áo blouse', 'khoác áo blouse trắng']
  },
  uniform: {
    colours: ['blue', 'pink', 'green', 'white', 'purple'],
    en: ['in a {c} uniform', 'wearing a {c} uniform'],
    vi: ['mặc đồng phục màu {c}', 'mặc đồng phục {c}', 'mặc bộ đồng phục y tế màu {c}']
  },
  scrubs: {
    colours: ['green', 'blue'],
    en: ['in {c} scrubs', 'wearing {c} scrubs'],
    vi: ['mặc đồ phẫu thuật màu {c}', 'mặc áo mổ màu {c}']
  },
  suit: {
    colours: ['white', 'blue'],
    en: ['in a protective suit', 'wearing a {c} protective suit'],
    vi: ['mặc đồ bảo hộ', 'mặc bộ đồ bảo hộ màu {c}', 'mặc quần áo bảo hộ kín mít']
  },
  pyjamas: {
    colours: ['blue', 'pink', 'green'],
    en: ['in striped pyjamas', 'in {c} striped pyjamas', 'wearing hospital clothes'],
    vi: ['mặc quần áo bệnh nhân', 'mặc đồ kẻ sọc', 'mặc quần áo kẻ sọc màu {c}']
  },
  shirt: {
    colours: [
      'red',
      'blue',
      'green',
      'yellow',
      'pink',
      'purple',
      'orange',
      'black',
      'white',
      'brown',
      'grey'
    ],
    en: ['in a {c} shirt', 'wearing a {c} shirt', 'in {c}'],
    vi: ['mặc áo màu {c}', 'mặc áo {c}', 'mặc chiếc áo màu {c}']
  },
  gown: {
    colours: ['red', 'blue', 'green', 'yellow', 'pink', 'purple', 'orange', 'black', 'white'],
    en: ['in a {c} dress', 'wearing a {c} dress'],
    vi: ['mặc váy màu {c}', 'mặc váy {c}', 'mặc chiếc váy màu {c}']
  }
}

export const maskColours = ['blue', 'white', 'black', 'pink'] as const satisfies readonly Colour[]
