import { expect, test } from 'vitest'
import { assembleReport } from './assemble.ts'
import { canonicalReport } from './canonical.ts'
import { sampleParts } from './sample.ts'

const report = assembleReport(sampleParts())

test('the bytes parse back to the report', () => {
  expect(JSON.parse(canonicalReport(report))).toEqual(report)
})

test('lists of plain values stand on one line', () => {
  expect(canonicalReport(report).split('\n').slice(0, 40).join('\n')).toMatchInlineSnapshot(`
    "{
      "schema": 1,
      "kshot": "0.1.0",
      "study": {
        "name": "sample",
        "seed": 7,
        "items": 60
      },
      "environment": {
        "engine": {
          "state": "known",
          "version": "1",
          "runtime": "onnxruntime 1.30.0",
          "device": "cpu",
          "precision": "float32",
          "packTokens": 2048
        }
      },
      "models": [
        {
          "name": "lab",
          "tuned": [
            {
              "recipe": "flan",
              "seed": 42
            },
            {
              "recipe": "flan",
              "seed": 1234
            }
          ]
        }
      ],
      "conditions": [
        {
          "name": "random",
          "weights": "none",
          "settings": {},
          "items": 60,
          "seeds": [],"
  `)
})

test('a number that JSON cannot hold is an error', () => {
  const study = { ...report.study, seed: Number.NaN }
  expect(() => canonicalReport({ ...report, study })).toThrow(
    'a report holds strings, booleans and finite numbers; found NaN',
  )
})
