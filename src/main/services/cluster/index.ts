export { ClusterFollower } from './follow'
export { findProfile, listProfiles, readProfile } from './profile'
export { stopOnCluster } from './stop'
export { startOnCluster, submitJob, submitRuns } from './submit'
