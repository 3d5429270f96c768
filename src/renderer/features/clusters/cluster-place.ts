import type { ClusterState } from '../../../shared/domain'
import { t } from '../../i18n/i18n'

/** Where a cluster has a run, or why it waits there: the cluster's own words. */
export function clusterPlace({ profile, job, partition, nodes, reason }: ClusterState): string {
  const number = job === null ? '' : t('clusters.job', { job })
  return [profile, partition, nodes || reason, number].filter((word) => word !== '').join(' · ')
}
