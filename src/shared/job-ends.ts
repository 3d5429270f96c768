import type { Job, JobKind, JobState } from './domain'

/** What each kind of job is called. */
export const jobNames = {
  en: {
    import: 'Import',
    embed: 'Embedding',
    train: 'Training',
    caption: 'Captioning',
    evaluate: 'Evaluation',
    download: 'Download',
    demo: 'Demo library',
    duplicates: 'Near-duplicate search',
    submit: 'Submission to the cluster'
  },
  vi: {
    import: 'Nhập',
    embed: 'Tính vector nhúng',
    train: 'Huấn luyện',
    caption: 'Tạo chú thích',
    evaluate: 'Đánh giá',
    download: 'Tải mô hình',
    demo: 'Thư viện mẫu',
    duplicates: 'Tìm ảnh gần trùng',
    submit: 'Gửi lên cụm máy'
  }
} as const satisfies Record<string, Record<JobKind, string>>

/** How the end of a job is told. */
export const jobEnds = {
  en: {
    done: '{job} is done',
    failed: '{job} failed',
    interrupted: '{job} was interrupted'
  },
  vi: {
    done: '{job} đã xong',
    failed: '{job} bị lỗi',
    interrupted: '{job} bị gián đoạn'
  }
} as const satisfies Record<string, Partial<Record<JobState, string>>>

type NotifiedState = keyof (typeof jobEnds)['en']

/** Jobs that took less end while they are looked at. */
const MIN_MS = 10_000

/** Whether a person is told that a job has ended: it took a while, and nobody cancelled it. */
export function isNotified(job: Job): job is Job & { state: NotifiedState } {
  const { state, startedAt, finishedAt } = job
  if (!Object.hasOwn(jobEnds.en, state) || startedAt === null || finishedAt === null) return false
  return finishedAt - startedAt >= MIN_MS
}
