/** Names as a shop knows them: a few given names that many share, many family names, an address each. */
const given = ['Ana', 'Ben', 'Carla', 'David', 'Elif', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Kofi', 'Lena', 'Mira', 'Noah', 'Olga', 'Pavel', 'Quentin', 'Rosa', 'Samir', 'Tilda', 'Uwe', 'Vera', 'Wim', 'Xenia', 'Yusuf', 'Zoé']
const syllables = ['ba', 'ker', 'lin', 'den', 'mar', 'tin', 'so', 'ren', 'vil', 'la', 'now', 'ak', 'stein', 'berg', 'rossi', 'ndo']

export interface BenchPerson { id: string, name: string, email: string }

/** The nth of the bench's customers, the same in every run. */
export function personAt(index: number): BenchPerson {
  const first = given[index % given.length]!
  const family = [index, index >> 4, index >> 8, index >> 12].map(part => syllables[part % syllables.length]!).join('')
  const surname = family.charAt(0).toUpperCase() + family.slice(1)
  return { id: idOf('a', index), name: `${first} ${surname}`, email: `${first}.${surname}.${index}@mail${index % 40}.example`.toLowerCase() }
}

/** An id of the usual form that sorts by `index`. */
export function idOf(kind: 'a' | 'b', index: number): string {
  return `019a0000-0000-7000-${kind}000-${index.toString(16).padStart(12, '0')}`
}
