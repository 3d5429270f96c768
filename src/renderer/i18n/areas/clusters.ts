import { defineWords } from '../define-words'

export const clusterWords = defineWords({
  en: {
    title: 'Clusters',
    none: 'No profiles yet. docs/cluster.md describes the files.',
    where: 'Where to train',
    whereHelp: 'Slurm runs it there; its curves and checkpoints come here.',
    here: 'This machine',
    job: 'job {job}'
  },
  vi: {
    title: 'Cụm máy',
    none: 'Chưa có cấu hình nào. docs/cluster.md mô tả các tệp cấu hình.',
    where: 'Nơi huấn luyện',
    whereHelp: 'Slurm chạy lần huấn luyện ở đó; đường cong và checkpoint được chuyển về đây.',
    here: 'Máy này',
    job: 'công việc {job}'
  }
})
