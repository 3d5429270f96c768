import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { contract } from '../../../shared/contract'
import type { Role } from '../../../shared/domain'
import { mayCall } from '../../../shared/roles'
import { api } from '../../api/client'
import { useResync } from '../../api/events'

type Contract = typeof contract

/** Who is logged in on a team's server; on any other host one person, who may do everything. */
export const useAccountStore = defineStore('account', () => {
  const user = shallowRef<{ name: string; role: Role } | null>(null)
  /** False until the workbench has said for the first time who it is. */
  const known = shallowRef(false)

  /** Whether others log in here too, and files go through the browser. */
  const onServer = computed(() => user.value !== null)
  /** Whether the person names files on the disk of the workbench's machine. */
  const usesDisk = computed(() => user.value === null || user.value.role === 'admin')

  /** Whether the person may call a procedure; what they may not is not offered to them. */
  function may<Area extends keyof Contract>(
    area: Area,
    procedure: keyof Contract[Area] & string
  ): boolean {
    return user.value === null || mayCall(user.value.role, [area, procedure])
  }

  useResync(() => {
    api.system.info().then(
      (info) => {
        user.value = info.user
        known.value = true
      },
      () => undefined
    )
  })
  return { user, known, onServer, usesDisk, may }
})
