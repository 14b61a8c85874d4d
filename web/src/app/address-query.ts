import type { ShallowRef } from 'vue'
import type { LocationQuery } from 'vue-router'
import { shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export interface Address {
  /** The query of this page's own address. It stands still while another page is shown. */
  query: Readonly<ShallowRef<LocationQuery>>
  /** Replaces members of the query (undefined or '' leaves one out), without a step in the browser's history. */
  change: (members: Readonly<Record<string, string | undefined>>) => void
}

/** The filters of a page kept in its address: a reload, a bookmark and a colleague see the same. */
export function useAddressQuery(): Address {
  const route = useRoute()
  const router = useRouter()
  const own = route.name
  const query = shallowRef(route.query)

  // A page that is kept alive sees the addresses of other pages go by.
  watch(() => route.query, now => route.name === own && (query.value = now))

  function change(members: Readonly<Record<string, string | undefined>>): void {
    const next = Object.entries({ ...query.value, ...members }).filter(([, value]) => value !== undefined && value !== '')
    void router.replace({ query: Object.fromEntries(next) })
  }

  return { query, change }
}
