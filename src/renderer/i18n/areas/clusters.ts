import { defineWords } from '../define-words'

export const clusterWords = defineWords({
  en: {
    title: 'Clusters',
    none: 'No profiles yet. docs/cluster.md describes the files.',
    where: 'Where to train',
    whereHelp: 'On a cluster, Slurm runs it; curves and checkpoints come into this library.',
    whereCaption: 'Where to caption',
    whereCaptionHelp: 'On a cluster, in parts at the same time; captions come into this job.',
    shards: 'Parts',
    shardsHelp: 'Jobs of the cluster that share the images: 1 to 1,000.',
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
    whereCaption: 'Nơi tạo chú thích',
    whereCaptionHelp:
      'Trên cụm máy, ảnh được chia thành nhiều phần chạy cùng lúc; chú thích được chuyển về công việc này.',
    shards: 'Số phần',
    shardsHelp: 'Số công việc trên cụm máy cùng chia nhau các ảnh: từ 1 đến 1.000.',
    here: 'Máy này',
    onHere: 'Trên máy này',
    submitTo: 'Gửi tới {name}',
    job: 'công việc {job}'
  }
})
