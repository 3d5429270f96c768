/** What is read of runs and of captioning jobs, as the store keeps it. */
export { listCheckpoints, listSamples } from '../../store/run-records'
export { getRun, listRuns } from '../../store/runs'
