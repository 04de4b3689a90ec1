import { expect, test } from 'vitest'
import { wordsOf } from './wordsOf.ts'

test.each([
  ['Premise 3: The HAT, (red)…', ['premise', '3', 'the', 'hat', 'red']],
  ['don’t\tstop_now\r\n', ['don', 't', 'stop', 'now']],
  ['Ｆｕｌｌ ｗｉｄｔｈ ﬁsh', ['full', 'width', 'fish']],
  ['soft\u00ADhyphen', ['softhyphen']],
  ['ÉCOLE e\u0301cole', ['école', 'école']],
  ['東京は2026年 Tokyo', ['東', '京', 'は', '2026', '年', 'tokyo']],
  ['ラーメン', ['ラ', 'ー', 'メ', 'ン']],
  ['नमस्ते दुनिया', ['नमस्ते', 'दुनिया']],
  ['+ − = 🙂', []],
  ['', []],
])('%j has the words %j', (text, words) => {
  expect(wordsOf(text)).toEqual(words)
})
