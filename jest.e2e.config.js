module.exports = {
  ...require('./jest.config.js'),
  globalSetup: undefined,
  testPathIgnorePatterns: [],
  testMatch: ['**/tests/e2e/**/*.e2e.ts'],
  testTimeout: 60_000,
  maxWorkers: 1,
};
