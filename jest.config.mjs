// Times of day on a screen are the reader's own: the same everywhere in the tests.
process.env.TZ = 'UTC';

/** @type {import('jest').Config} */
export default {
  // Most tests wait for programs: as many files at a time as there are cores, also where there are two.
  maxWorkers: '100%',
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '\\.ts$': ['babel-jest', { configFile: './test/support/babel.config.json' }],
    '\\.tsx$': './test/support/tsx.mjs',
  },
  testTimeout: 60_000,
};
