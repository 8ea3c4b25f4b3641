'use strict';

/** What both projects share: the transformer, the aliases, and nothing that would need a database. */
const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  // The conditions under which Node's own require() resolves; Jest leaves `module-sync` out.
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons', 'module-sync'] },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: { '\\.(?:[cm]?ts|[cm]?js)$': '<rootDir>/test/support/jest/transformer.js' },
  transformIgnorePatterns: [],
  moduleNameMapper: { '^@shuqiao/([^/]+)$': '<rootDir>/libs/$1/src' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/', '<rootDir>/.cache/', '<rootDir>/apps/web/'],
  setupFiles: ['reflect-metadata', '<rootDir>/test/support/jest/threads.cjs'],
};

module.exports = {
  maxWorkers: 2,
  // Jest reads this from here alone: in a project it would be ignored and a busy machine fail at 5 seconds.
  // A bound for what hangs, not a measure: the longest tests call every route, and machines are shared.
  testTimeout: 120_000,
  cacheDirectory: `${__dirname}/.cache/jest`,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/libs/**/*.spec.ts', '<rootDir>/apps/**/*.spec.ts'],
    },
    {
      ...common,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'],
      // Per project, so that a run of unit tests alone starts no database.
      globalSetup: '<rootDir>/test/support/jest/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/jest/global-teardown.ts',
    },
  ],
};
