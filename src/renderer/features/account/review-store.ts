import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { isAtLeast, type ReviewSettings } from '../../../shared/domain'
import { api } from '../../api/client'
import { useChanges, useResync } from '../../api/events'
import { useAccountStore } from './account-store'

/** How a team reviews the captions of the open library, and what that means for the person here. */
export const useReviewStore = defineStore('review', () => {
  const account = useAccountStore()
  const settings = shallowRef<ReviewSettings>({ otherReviewer: false, blind: 'off' })
  const take = async (now: Promise<ReviewSettings>) => {
    settings.value = await now
  }
  /** Without a library there are none. */
  const read = () => void take(api.captions.reviewSettings()).catch(() => undefined)
  read()
  useChanges(['checks'], read)
  useResync(read)
  return {
    settings,
    set: (wanted: ReviewSettings) => take(api.captions.setReviewSettings(wanted)),
    /** Whether somebody else is to accept whatever the person writes. */
    leavesDrafts: computed(
      () =>
        account.user !== null &&
        settings.value.otherReviewer &&
        !isAtLeast(account.user.role, 'reviewer')
    ),
    /** A person alone has nobody to send a caption back to. */
    sendsBack: computed(() => account.user !== null && account.may('captions', 'sendBack'))
  }
})
