import type { Ref } from 'vue'
import { onScopeDispose, watch } from 'vue'
import { useRouter } from 'vue-router'
import { language } from '../../words/language.ts'

/** Puts the number of new orders before the title of the tab: "(3) All orders". */
export function useTitleCount(words: Ref<string>): void {
  const show = (text: string): void => {
    document.title = (text === '' ? '' : `(${text}) `) + document.title.replace(/^\(\d+\+?\) /, '')
  }
  watch([words, language], ([text]) => show(text), { immediate: true })
  // The router names the tab after each navigation.
  onScopeDispose(useRouter().afterEach(() => show(words.value)))
  onScopeDispose(() => show(''))
}
