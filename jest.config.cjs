// One project per kind of test; each mirrors a folder of tests/. Build outputs hold package.json files of their own.
const node = { testEnvironment: 'node', transform: { '\\.[jt]sx?$': 'babel-jest' } };
const project = (name, more = {}) => ({ ...node, displayName: name, modulePathIgnorePatterns: ['<rootDir>/.vercel/', '<rootDir>/dist/'], rootDir: __dirname, testMatch: [`<rootDir>/tests/${name}/**/*.test.ts?(x)`], ...more });
// One cluster with a migrated template serves every suite that needs a database.
const withDatabase = { globalSetup: '<rootDir>/tests/support/start-cluster.ts', globalTeardown: '<rootDir>/tests/support/stop-cluster.ts' };

module.exports = {
  // A test that hangs ends; how long one takes is no ground for failing it on a busy machine.
  testTimeout: 120_000,
  projects: [
    project('unit'),
    project('outbox'),
    project('local'),
    project('db', withDatabase),
    project('api', withDatabase),
    project('pages', {
      testEnvironment: 'jsdom',
      moduleNameMapper: {
        '^@tarojs/components$': '<rootDir>/tests/support/taro-components.tsx',
        '^@tarojs/taro$': '<rootDir>/tests/support/taro.ts',
        '\\.(css|scss|png|svg)$': '<rootDir>/tests/support/asset.ts',
      },
      transformIgnorePatterns: ['/node_modules/(?!(@nutui|exifr|@babel/runtime|@swc/helpers)/)'],
    }),
  ],
};
