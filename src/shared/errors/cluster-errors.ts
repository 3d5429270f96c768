/** Errors of runs, captioning and embedding on a cluster. */
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
    en: 'The cluster {name} cannot be reached ({detail}). What runs there goes on; try again when ssh {host} works.',
    vi: 'Không kết nối được với cụm máy {name} ({detail}). Những gì đang chạy ở đó vẫn tiếp tục; hãy thử lại khi ssh {host} hoạt động.'
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
    en: 'The cluster ended job {job} ({state}) before it was done. Its last lines are in {log}. Submit it again to continue from what it has kept.',
    vi: 'Cụm máy đã kết thúc công việc {job} ({state}) trước khi xong. Những dòng cuối nằm trong {log}. Hãy gửi lại để chạy tiếp từ phần đã lưu.'
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
  'cluster.no-shards': {
    en: 'No cluster has job {id}. "viecap cluster status" lists the jobs that clusters have.',
    vi: 'Không cụm máy nào có công việc {id}. "viecap cluster status" liệt kê các công việc trên cụm máy.'
  },
  'cluster.no-shard': {
    en: '{path} is not the folder of such a shard. Give a folder that "viecap caption --profile" or "viecap embed --profile" has made on the cluster.',
    vi: '{path} không phải là thư mục của một phần việc như vậy. Hãy chỉ ra thư mục do "viecap caption --profile" hoặc "viecap embed --profile" tạo trên cụm máy.'
  },
  'cluster.no-endpoint': {
    en: 'A cluster captions by a captioner, not by a vision model behind an endpoint. Give --model, or leave out --profile.',
    vi: 'Cụm máy tạo chú thích bằng một mô hình chú thích, không phải bằng mô hình thị giác ở một địa chỉ. Hãy dùng --model, hoặc bỏ --profile.'
  },
  'cluster.other-encoder': {
    en: 'The encoder in {path} is not the one that was submitted. Its results are not used; submit again.',
    vi: 'Bộ mã hoá trong {path} không phải là bộ đã gửi. Kết quả của nó không được dùng; hãy gửi lại.'
  },
  'cluster.other-image': {
    en: '{path} on the cluster does not hold the image that was submitted. If it was changed since, submit again; else check "images" in the cluster profile.',
    vi: '{path} trên cụm máy không phải là ảnh đã gửi. Nếu ảnh đã thay đổi từ đó, hãy gửi lại; nếu không, hãy kiểm tra "images" trong cấu hình cụm máy.'
  },
  'cluster.bad-vectors': {
    en: 'The vectors in {path} are no finite numbers and are not used. Embed these images again.',
    vi: 'Các vector trong {path} không phải là số hữu hạn nên không được dùng. Hãy tính lại vector nhúng của các ảnh này.'
  },
  'cluster.shards-failed': {
    en: '{failed} of {total} shards failed, and {left} images have no result: {detail} Resume the job to submit what is left.',
    vi: '{failed} trong {total} phần bị lỗi, và {left} ảnh chưa có kết quả: {detail} Hãy chạy tiếp công việc để gửi phần còn lại.'
  },
  'cluster.jobs-failed': {
    en: '{failed} of {total} jobs on clusters did not get done. Resume them to submit what is left.',
    vi: '{failed} trong {total} công việc trên cụm máy chưa xong. Hãy chạy tiếp chúng để gửi phần còn lại.'
  },
  'cluster.runs-failed': {
    en: '{failed} of {total} runs did not get done. "viecap runs list" shows them; submit them again to continue from their last checkpoints.',
    vi: '{failed} trong {total} lần huấn luyện chưa xong. "viecap runs list" liệt kê chúng; hãy gửi lại để chạy tiếp từ checkpoint cuối.'
  }
} as const
