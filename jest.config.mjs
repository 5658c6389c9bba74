/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.tsx?$': ['babel-jest', { configFile: './test/support/babel.config.json' }] },
  testTimeout: 60_000,
};
