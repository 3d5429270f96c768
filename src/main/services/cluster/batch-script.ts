import type { ClusterProfile } from '../../../shared/domain'
import { AppError, toErrorInfo } from '../../../shared/errors'

/** Where an array has its files. */
export interface ArrayPlace {
  /** Folder of all that this library has on the cluster. */
  root: string
  submission: string
}

/** What each task of an array does. */
export interface ArrayWork {
  /** Command of `viecap` that works from a folder: `viecap COMMAND --bundle .`. */
  command: 'train' | 'caption' | 'embed'
  /** Tasks of the array. */
  count: number
}

/** What tells by shell how far a task has come: where it says the same, an attempt has kept nothing. */
const kept: Record<ArrayWork['command'], string> = {
  train: 'ls checkpoints 2>/dev/null | grep -v tmp | tail -n 1',
  caption: `grep -c '"ids"' log.jsonl`,
  embed: `grep -c '"keys"' log.jsonl`
}

/** Slurm's name of an array: by it a submission whose answer was lost is found again. */
export const arrayName = (submission: string): string => `viecap-${submission}`

export const submissionDir = ({ root, submission }: ArrayPlace): string =>
  `${root}/submissions/${submission}`

/**
 * The script of an array; task n works in the folder that line n + 1 of `tasks.txt` names.
 *
 * Before its time limit, and where it is asked to make room, a task keeps what it has and is queued
 * again, unless a person has stopped it (the file `stop`). An attempt that finds that a later one has
 * begun, since its node was believed dead, ends.
 */
export function batchScript(
  profile: ClusterProfile,
  place: ArrayPlace,
  { command, count }: ArrayWork
): string {
  const dir = submissionDir(place)
  const full = toErrorInfo(new AppError('cluster.disk-full', { folder: profile.folder }))
  return `#!/bin/bash
${options(profile, place, count).join('\n')}
${profile.setup.join('\n')}
cd "${place.root}/$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" ${dir}/tasks.txt)" || exit 1
attempt="$SLURM_JOB_ID.\${SLURM_RESTART_COUNT:-0}"
ask=
child=
end() { ask=$1; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null; }
trap 'end time' USR1
trap 'end room' TERM
# What work on a full disk cannot say for itself is said with the room that was kept for it.
room() { { [ -s reserve ] || head -c 65536 /dev/urandom >reserve; } && cp reserve probe && rm probe; } 2>/dev/null
tell_full() {
  rm -f probe reserve
  cat >>log.jsonl <<'END_OF_ERROR'

${JSON.stringify({ error: full })}
END_OF_ERROR
}
room || { tell_full; exit 1; }
echo "$attempt" >owner
mine() { local owner=$(cat owner 2>/dev/null); [ -z "$owner" ] || [ "$owner" = "$attempt" ]; }
kept() { ${kept[command]}; }
before=$(kept)
if [ "\${SLURM_RESTART_COUNT:-0}" != 0 ]; then
  # A signal ends \`wait\`, and not \`sleep\`.
  sleep 20 &
  wait $!
  kill $! 2>/dev/null
fi
# A line that a kill cut short ends here.
echo >>log.jsonl
code=143
if [ -z "$ask" ]; then
  ${profile.command} ${command} --bundle . --device ${profile.device} --json >>log.jsonl 2>>log.txt &
  child=$!
  [ -z "$ask" ] || kill -TERM "$child"
  while sleep 5; do mine || kill -TERM "$child"; done &
  guard=$!
  # A signal ends \`wait\` before the child.
  while kill -0 "$child" 2>/dev/null; do wait "$child"; done
  wait "$child"
  code=$?
  kill "$guard"
fi
[ "$code" = 0 ] || room || tell_full
[ "$code" != 0 ] && [ -n "$ask" ] && [ ! -e stop ] || exit "$code"
mine || exit "$code"
if [ "$ask" = time ] && [ "$(kept)" = "$before" ]; then
  echo "The time limit ended this attempt before it could keep anything; the task is not queued again." >>log.txt
  exit "$code"
fi
[ "$(squeue --noheader --jobs="$SLURM_JOB_ID" --format=%T)" != RUNNING ] || scontrol requeue "$SLURM_JOB_ID"
exit "$code"
`
}

function options(profile: ClusterProfile, place: ArrayPlace, count: number): string[] {
  const { partition, account, qos, time, gres, cpus, memory, atOnce, warning, sbatch } = profile
  const wanted = { partition, account, qos, time, gres, mem: memory, 'cpus-per-task': cpus }
  return [
    `--job-name=${arrayName(place.submission)}`,
    `--array=0-${count - 1}${atOnce === undefined ? '' : `%${atOnce}`}`,
    `--output=${submissionDir(place)}/slurm-%a.txt`,
    '--open-mode=append',
    '--requeue',
    `--signal=B:USR1@${warning}`,
    ...Object.entries(wanted).flatMap(([option, value]) =>
      value === undefined ? [] : [`--${option}=${value}`]
    ),
    ...sbatch
  ].map((option) => `#SBATCH ${option}`)
}
