// Checks a built mini-program before anybody uploads it: WeChat's own compilers over every wxml and wxss, and the size of
// each package against its budget. Usage: node config/check-weapp.mjs [directory, default dist/weapp]
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const wcc = require('miniprogram-compiler/src/wcc');
const wcsc = require('miniprogram-compiler/src/wcsc');

// WeChat allows 2 MB a package. What a person downloads before the first screen is held far below: about 3 s on weak 4G.
const MAIN_BUDGET = 900 * 1024;
const PACKAGE_LIMIT = 2048 * 1024;

const directory = path.resolve(process.argv[2] ?? 'dist/weapp');
const problems = [];

if (!existsSync(path.join(directory, 'app.json'))) {
  console.error(`${directory} holds no mini-program. Build it first: npx taro build --type weapp`);
  process.exit(1);
}

const files = readdirSync(directory, { recursive: true })
  .map(String)
  .filter((file) => statSync(path.join(directory, file)).isFile())
  .sort();
const withExtension = (extension) => files.filter((file) => file.endsWith(extension));
const withoutExtension = (file) => file.slice(0, -path.extname(file).length);
const options = { maxBuffer: 256 * 1024 * 1024 };

/** Both name file and line in their message; wcc throws it, wcsc returns it. */
function compile(kind, run) {
  let failure;
  try {
    const result = run();
    if (result instanceof Error) failure = result;
  } catch (error) {
    failure = error;
  }
  if (failure) problems.push(`${kind}: ${failure.message.trim()}`);
}

compile('wxml', () => wcc(directory, withExtension('.wxml').map(withoutExtension), withExtension('.wxs'), options));
compile('wxss', () => wcsc(directory, withExtension('.wxss').map(withoutExtension), options));
console.log(`${withExtension('.wxml').length} wxml and ${withExtension('.wxss').length} wxss through WeChat's compilers`);

const app = JSON.parse(readFileSync(path.join(directory, 'app.json'), 'utf8'));
const roots = (app.subPackages ?? app.subpackages ?? []).map(({ root }) => root.replace(/\/$/, ''));
const sizes = new Map([['main', 0], ...roots.map((root) => [root, 0])]);
for (const file of files) {
  const root = roots.find((candidate) => file.startsWith(`${candidate}/`)) ?? 'main';
  sizes.set(root, sizes.get(root) + statSync(path.join(directory, file)).size);
}
for (const [name, bytes] of sizes) {
  const limit = name === 'main' ? MAIN_BUDGET : PACKAGE_LIMIT;
  console.log(`${name.padEnd(16)} ${bytes} bytes (${Math.ceil(bytes / 1024)} of ${limit / 1024} KB)`);
  if (bytes > limit) problems.push(`size: package ${name} has ${bytes} bytes, the limit is ${limit}`);
}

for (const page of [...app.pages, ...(app.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))]) {
  for (const extension of ['.js', '.json', '.wxml']) {
    if (!files.includes(page + extension)) problems.push(`page: app.json names ${page}, but ${page}${extension} is missing`);
  }
}

for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
