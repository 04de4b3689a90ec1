import { describe, expect, test } from 'vitest'
import { type Maker, makers } from './maker.ts'

type Name = keyof typeof makers
type Values = Parameters<Maker>[0]

const inputs = 'Q: Kai gave Ida a ticket. Is A: the answer?\n  choice: yes\n  choice: no\nA: '
const targets = { multiple_choice_targets: ['yes', 'no'] }

describe('a maker makes the fields of a row', () => {
  test.each<[Name, Values, Record<string, unknown>]>([
    [
      'bigbench',
      { inputs, targets: ['no'], ...targets },
      { question: 'Kai gave Ida a ticket. Is A: the answer?', right: 1 },
    ],
    [
      'bigbench',
      { inputs: 'Did Bo?\nOptions:\n- yes\n- no\nA: ', targets: ['yes'], ...targets },
      { question: 'Did Bo?', right: 0 },
    ],
    ['gaelic', { text: 'Ceist: Carson?\n"yes", "no"', labels: 'no', ...targets }, { question: 'Carson?', right: 1 }],
    [
      'coqa',
      { questions: ['Who?', 'Where?'], answers: { input_text: ['Ann', 'home'] } },
      { numberedQuestions: '1. Who? 2. Where?', numberedAnswers: '1. Ann 2. home' },
    ],
    [
      'dart',
      { tripleset: [['Ash', '[TITLE]', 'Book']], annotations: { text: ['A.', 'A.', 'B.'] } },
      { triples: 'Ash | TITLE | Book', references: ['A.', 'B.'] },
    ],
    ['fix-punct', { utterance: 'Yes, it is.', corrupted_cased: 'Yes it' }, { bare: 'Yes it is' }],
    ['fix-punct', { utterance: 'Yes, it is.', corrupted_cased: 'Yes it is ' }, { bare: 'Yes it is' }],
    [
      'math',
      { question: "b'Solve x = 1 for x.\\n'", answer: "b'1\\n'" },
      { equation: 'Solve x = 1 for x.', solution: '1' },
    ],
    ['math', { question: 'Solve x = 1 for x.', answer: '1' }, { equation: 'Solve x = 1 for x.', solution: '1' }],
    ['squad-v2', { answers: { text: [] } }, { references: ['unanswerable'] }],
    ['squad-v2', { answers: { text: ['1820', '1820'] } }, { references: ['1820'] }],
    ['stsb', { label: 4.5 }, { similarity: '5' }],
    ['stsb', { label: 2.4 }, { similarity: '2' }],
    [
      'wsc',
      { quote: 'it was wet', pronoun: 'it', options: ['the boat', 'the pier'] },
      { clauses: ['the boat was wet', 'the pier was wet'] },
    ],
    [
      'wsc',
      { quote: 'his items shone', pronoun: 'his', options: ['Jo', 'Ed'] },
      { clauses: ["Jo's items shone", "Ed's items shone"] },
    ],
    [
      'wsc',
      { quote: 'Jo saw her', pronoun: 'her', options: ['Ann', 'Bea'] },
      { clauses: ['Jo saw Ann', 'Jo saw Bea'] },
    ],
    [
      'dpr',
      { sentence: 'Jo fed Ed and he sat where he was.', pronoun: 'he', candidates: ['Jo', 'Ed'] },
      { clauses: ['Jo sat where he was', 'Ed sat where he was'] },
    ],
  ])('%s %j', (name, values, made) => {
    expect(makers[name](values)).toMatchObject(made)
  })
})

describe('a maker says which column it cannot read', () => {
  test.each<[Name, Values, string]>([
    ['bigbench', { targets: ['no'], ...targets }, 'inputs'],
    ['bigbench', { inputs, targets: ['maybe'], ...targets }, 'targets'],
    ['coqa', { questions: ['Who?'], answers: { input_text: [] } }, 'answers.input_text'],
    ['dart', { tripleset: [], annotations: { text: ['A.'] } }, 'tripleset'],
    ['gsm8k', { question: 'How many?', answer: 'none' }, 'answer'],
    ['stsb', { label: -1 }, 'label'],
    ['wsc', { quote: 'it was wet', pronoun: 'she', options: ['a', 'b'] }, 'quote'],
  ])('%s %j', (name, values, path) => {
    expect(makers[name](values)).toMatchObject({ path })
  })
})
