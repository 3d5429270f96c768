/** Errors of runs on a cluster. */
export const clusterErrors = {
  'cluster.bad-profile': {
    en: 'The cluster profile {path} cannot be used: {detail}. See docs/cluster.md for what a profile holds.',
    vi: 'Không dùng được cấu hình cụm máy {path}: {detail}. Xem docs/cluster.md để biết một cấu hình gồm những gì.'
  },
  'cluster.no-profile': {
    en: 'There is no cluster profile {name}. Give a file, or put {name}.json into {folder}.',
    vi: 'Không có cấu hình cụm máy {name}. Hãy chỉ ra một tệp, hoặc đặt {name}.json vào {folder}.'
  },
  'cluster.unreachable': {
    en: 'The cluster {name} cannot be reached ({detail}). Runs there go on; try again when ssh {host} works.',
    vi: 'Không kết nối được với cụm máy {name} ({detail}). Các lần huấn luyện ở đó vẫn chạy; hãy thử lại khi ssh {host} hoạt động.'
  },
  'cluster.command-failed': {
    en: 'A command on the cluster {name} failed: {detail}. Check the profile and that sbatch, squeue and scancel work there.',
    vi: 'Một lệnh trên cụm máy {name} bị lỗi: {detail}. Hãy kiểm tra cấu hình và xem sbatch, squeue, scancel ở đó có chạy được không.'
  },
  'cluster.copy-failed': {
    en: 'Files could not be copied to or from the cluster {name}: {detail}. Check the free space on both sides and that rsync works, then try again.',
    vi: 'Không chép được tệp tới hoặc từ cụm máy {name}: {detail}. Hãy kiểm tra dung lượng trống ở cả hai bên và rsync, rồi thử lại.'
  },
  'cluster.job-ended': {
    en: 'The cluster ended job {job} ({state}) before the run was done. Its last lines are in {log}. Submit the run again to continue from its last checkpoint.',
    vi: 'Cụm máy đã kết thúc công việc {job} ({state}) trước khi huấn luyện xong. Những dòng cuối nằm trong {log}. Hãy gửi lại lần huấn luyện để chạy tiếp từ checkpoint cuối.'
  },
  'cluster.disk-full': {
    en: 'There is no space left in {folder} on the cluster: its disk is full, or the quota is used up. Checkpoints that are there stay; free some space and submit the run again to continue from the last one.',
    vi: 'Thư mục {folder} trên cụm máy không còn chỗ trống: ổ đĩa đã đầy hoặc đã hết hạn mức dung lượng. Các checkpoint ở đó vẫn còn; hãy giải phóng dung lượng rồi gửi lại lần huấn luyện để chạy tiếp từ checkpoint cuối.'
  },
  'cluster.run-active': {
    en: '{run} is {state} already. Only a run that neither trains nor waits, and is not done, can be submitted.',
    vi: '{run} đang ở trạng thái {state}. Chỉ có thể gửi lần huấn luyện chưa xong, không đang chạy và không đang chờ.'
  },
  'cluster.not-there': {
    en: '{run} is on no cluster. Submit it first, or use "viecap runs cancel" for a run of this machine.',
    vi: '{run} không nằm trên cụm máy nào. Hãy gửi nó trước, hoặc dùng "viecap runs cancel" cho lần huấn luyện trên máy này.'
  },
  'cluster.runs-failed': {
    en: '{failed} of {total} runs did not get done. "viecap runs list" shows them; submit them again to continue from their last checkpoints.',
    vi: '{failed} trong {total} lần huấn luyện chưa xong. "viecap runs list" liệt kê chúng; hãy gửi lại để chạy tiếp từ checkpoint cuối.'
  }
} as const
