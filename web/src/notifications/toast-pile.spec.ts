import type { Toast } from './toast-pile.ts'
import { expect, test } from 'vitest'
import { piled, pileLimit } from './toast-pile.ts'

function news(id: string): Toast {
  return { id, kind: 'news', tone: 'success', text: id, order: { id, number: id }, count: 1 }
}
function own(id: string): Toast {
  return { id, kind: 'own', tone: 'info', text: id, count: 1 }
}
function ids(pile: Toast[]): string[] {
  return pile.map(toast => toast.id)
}

test('up to three toasts lie side by side, the newest last', () => {
  expect(ids(piled([news('a')], [own('b'), news('c')]))).toEqual(['a', 'b', 'c'])
})

test('more than three become one digest that counts them all', () => {
  const pile = piled([news('a'), news('b'), news('c')], [news('d'), news('e')])
  expect(pile).toMatchObject([{ kind: 'digest', tone: 'info', text: '5 updates on your orders', count: 5 }])
})

test('news that comes while a digest is shown is counted into it', () => {
  const pile = piled(piled([], ['a', 'b', 'c', 'd'].map(news)), [news('e')])
  expect(pile).toMatchObject([{ kind: 'digest', count: 5 }])
})

test('what the person did themselves stays readable beside the digest', () => {
  const pile = piled([own('placed')], ['a', 'b', 'c'].map(news))
  expect(pile).toMatchObject([{ id: 'placed' }, { kind: 'digest', count: 3 }])
})

test('an answer takes the place of the one before', () => {
  const pile = ['a', 'b', 'c'].reduce<Toast[]>((all, id) => piled(all, [own(id)]), [news('news')])
  expect(ids(pile)).toEqual(['news', 'c'])
})

test('a digest does not keep a failure away: the oldest failures give way', () => {
  const digest = piled([], ['a', 'b', 'c', 'd'].map(news))
  const pile = ['e', 'f', 'g', 'h'].reduce<Toast[]>((all, id) => piled(all, [{ ...own(id), tone: 'error' }]), digest)
  expect(ids(pile)).toEqual(['g', 'h', 'digest-4'])
  expect(pile.length).toBeLessThanOrEqual(pileLimit)
})
