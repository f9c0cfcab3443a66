// The built mini-program, started in an engine that has only what WeChat has: it opens, every page renders, taps and fields
// work. Run after a build: npx taro build --type weapp && node tests/e2e/weapp.mjs
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startPhone } from '../support/weapp-phone.mjs';

const directory = path.resolve(process.argv[2] ?? 'dist/weapp');
const app = JSON.parse(readFileSync(path.join(directory, 'app.json'), 'utf8'));
const pages = [...app.pages, ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))];
const phone = startPhone(directory);

for (const route of pages) {
  const page = await phone.open(route);
  assert.ok(page.tree().children.length > 0, `${route} renders nothing`);
}

const login = await phone.open('pages/login/index');
const button = (label) => login.byClass('button').find((node) => login.textOf(node) === label);
const checkbox = () => login.byClass('check-field')[0];

assert.equal(checkbox().attr.ariaRole, 'checkbox');
assert.equal(checkbox().attr.ariaChecked, 'false', 'consent is ticked before anybody ticked it');
await login.fire(login.byClass('login-privacy')[0]);
assert.deepEqual(phone.calls.at(-1).args[0].url, '/pages/privacy/index');
assert.equal(checkbox().attr.ariaChecked, 'false', 'the link ticked the box');

await login.fire(button('用邀请码登录'));
assert.equal(login.byClass('bottom-sheet').length, 0, 'sign-in went on without consent');
await login.fire(checkbox());
await login.fire(button('用邀请码登录'));
assert.equal(login.byClass('bottom-sheet').length, 1);
await login.fire(login.byClass('input-field-input')[0], 'input', { value: '7K2F9QD4M3' });
assert.ok(!button('登录').attr.class.includes('nut-button-disabled'), 'a complete code leaves the button off');

assert.deepEqual(phone.errors, []);
console.log(`${pages.length} pages render, sign-in takes consent and a code`);
process.exit(0);
