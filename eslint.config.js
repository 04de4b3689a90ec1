import tseslint from 'typescript-eslint'

/** The pipeline, in the order data travels: a stage imports only stages before it. */
const STAGES = [
  'suite',
  'study',
  'dataset',
  'leaks',
  'prompt',
  'tuning',
  'rewrite',
  'tokens',
  'engine',
  'measure',
  'store',
  'search',
  'statistics',
  'verdict',
  'report',
  'vitest',
]

/** Folders that lie beside the pipeline: only the command line asks for what they make. */
const ASIDE = ['leaks', 'tuning']

/** Folders that import nothing, whatever their place in the order; every stage may use them. */
const ALONE = new Set(['statistics'])

const layers = STAGES.map((stage, index) => ({
  files: [`harness/${stage}/**/*.ts`],
  ignores: ['**/*.test.ts', '**/*.contract.ts', '**/*.bench.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...(ALONE.has(stage)
            ? STAGES.filter((other) => other !== stage)
            : STAGES.slice(index + 1).filter((other) => !ALONE.has(other))
          ).map((other) => ({
            group: [`**/${other}/*`],
            message: `${stage}/ comes before ${other}/ in the pipeline, or stands alone.`,
          })),
          ...ASIDE.filter((other) => other !== stage).map((other) => ({
            group: [`**/${other}/*`],
            message: `${other}/ lies beside the pipeline: only the command line asks for it.`,
          })),
          ...(stage === 'vitest'
            ? []
            : [
                { group: ['**/reporters/*'], message: 'Only harness/vitest hands the report to its reporters.' },
                { group: ['vitest', 'vitest/*'], message: 'Only harness/vitest knows its host.' },
              ]),
          ...(stage === 'engine' ? [] : [{ group: ['onnxruntime-node'], message: 'Only the engine runs the model.' }]),
        ],
      },
    ],
  },
}))

export default tseslint.config(
  { ignores: ['node_modules/', '.kshot/', '**/*.generated.ts'] },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/require-await': 'off',
      // Spreading a string gives code points, which is what counting characters and columns is about here.
      '@typescript-eslint/no-misused-spread': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness is an argument.' },
        { object: 'Date', property: 'now', message: 'Time is an argument.' },
      ],
    },
  },
  ...layers,
  {
    files: ['reporters/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.contract.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/harness/!(report)/**', 'vitest', 'vitest/*'],
              message: 'A reporter reads the report and nothing else.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.test.ts', '**/*.contract.ts'],
    rules: { 'max-lines': 'off' },
  },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
)
