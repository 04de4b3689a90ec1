/** Words that no language has, `index` from 0; after the last they come again, with a number. */
export function nonsense(index: number): string {
  const turn = Math.floor(index / WORDS.length)
  return `${WORDS[index % WORDS.length] ?? ''}${turn === 0 ? '' : ` ${turn + 1}`}`
}

const WORDS = ['Blick', 'Dax', 'Fep', 'Gorp', 'Wug', 'Zav', 'Toma', 'Kiki']
