// Lint, and the import rules of the house (who may import whom). A file in the wrong room fails here.
import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Room of src → the other rooms it may import. */
const rooms = {
  text: [],
  domain: ['text'],
  contract: ['domain'],
  platform: [],
  outbox: ['contract', 'domain'],
  api: ['contract', 'platform'],
  state: ['contract', 'domain', 'outbox', 'platform', 'text', 'api'],
  components: ['contract', 'domain', 'platform', 'text'],
};
/** Packages of the rooms that have few; the others use what they need. */
const packages = { text: [], domain: ['dayjs'], contract: ['zod'], outbox: ['zod'], platform: ['@tarojs/taro', 'exifr', 'idb-keyval', 'react'] };

const upTo = '^(\\.\\./)+(src/)?';
const forbid = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns: patterns.map(([regex, message]) => ({ regex, message })) }] });
const onlyPlatform = ['^@tarojs/taro$', 'Only src/platform calls Taro.'];

const roomRules = Object.entries(rooms).map(([name, allowed]) => {
  const closed = [...Object.keys(rooms), 'pages'].filter((other) => other !== name && !allowed.includes(other));
  return {
    files: [`src/${name}/**/*.{ts,tsx}`],
    rules: forbid(
      [`${upTo}(${closed.join('|')})(/|$)`, `src/${name} may import: ${allowed.join(', ') || 'nothing else'}.`],
      [`${upTo}(functions|supabase|seeds|config|tests)(/|$)`, 'The app imports nothing outside src.'],
      ...(packages[name] ? [[`^(?!\\.${packages[name].map((one) => `|${one}(/|$)`).join('')})`, `src/${name} uses these packages only: ${packages[name].join(', ') || 'none'}.`]] : []),
      ...(name === 'platform' ? [] : [onlyPlatform]),
    ),
  };
});

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.local/**', '.vercel/**', 'coverage/**', 'supabase/types.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    plugins: { 'react-hooks': hooks },
    rules: {
      // TypeScript knows which names exist.
      'no-undef': 'off',
      'preserve-caught-error': 'off',
      eqeqeq: ['error', 'always'],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    },
  },
  { files: ['**/*.cjs', '**/*.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  // Ambient declarations can only be var.
  { files: ['**/*.d.ts'], rules: { 'no-var': 'off' } },
  ...roomRules,
  {
    files: ['src/pages/**/*.{ts,tsx}'],
    rules: forbid(['/index$', 'Pages never import each other.'], [`${upTo}(functions|supabase|seeds|config|tests)(/|$)`, 'The app imports nothing outside src.'], onlyPlatform),
  },
  {
    files: ['functions/**/*.ts'],
    rules: forbid(
      ['^(\\.\\./)+src/(?!contract/|domain/|text/)', 'Functions share contract, domain and text with the app, nothing else.'],
      ['^(\\.\\./)+(seeds|config|tests|supabase/(?!types$))', 'Functions import no other folder.'],
    ),
  },
  { files: ['supabase/local/**/*.ts'], rules: forbid(['^(\\.\\./)+(src|functions|seeds|config|tests)/', 'The local Supabase knows nothing of us.']) },
);
