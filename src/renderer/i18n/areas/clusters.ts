import { defineWords } from '../define-words'

export const clusterWords = defineWords({
  en: {
    title: 'Clusters',
    none: 'No profiles yet. docs/cluster.md describes the files.',
    where: 'Where to train',
    whereHelp: 'On a cluster, Slurm runs it; curves and checkpoints come into this library.',
    here: 'This machine',
    onHere: 'On this machine',
    submitTo: 'Submit to {name}',
    job: 'job {job}'
  },
  vi: {
    title: 'Cụm máy',
    none: 'Chưa có cấu hình nào. docs/cluster.md mô tả các tệp cấu hình.',
    where: 'Nơi huấn luyện',
    whereHelp:
      'Trên cụm máy, Slurm chạy lần huấn luyện; đường cong và checkpoint được chuyển về thư viện này.',
    here: 'Máy này',
    onHere: 'Trên máy này',
    submitTo: 'Gửi tới {name}',
    job: 'công việc {job}'
  }
})
