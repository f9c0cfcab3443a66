// Looks at the running app: signs in as each role and takes a picture of each main screen at 390×844.
// npx tsx tests/e2e/shots.ts http://localhost:8787 inspector=CODE leader=CODE …; pictures go to tests/e2e/shots (ignored).
import fs from 'node:fs';
import path from 'node:path';
import { launch, openPhone, signIn } from './browser';

const folder = path.join(__dirname, 'shots');

async function main(): Promise<void> {
  const [origin = 'http://localhost:8787', ...codes] = process.argv.slice(2);
  fs.mkdirSync(folder, { recursive: true });
  const browser = await launch();
  for (const pair of codes) {
    const [role = '', code = ''] = pair.split('=');
    const { page, context } = await openPhone(browser, origin);
    await page.waitForTimeout(1500);
    await page.screenshot({ path: path.join(folder, 'login.png') });
    await signIn(page, code);
    await page.waitForTimeout(2500);
    await page.screenshot({ path: path.join(folder, `${role}-today.png`) });
    for (const [name, hash] of Object.entries(pagesOf(role))) {
      await page.evaluate((to) => { location.hash = to; }, hash);
      await page.waitForTimeout(2000);
      await page.screenshot({ path: path.join(folder, `${role}-${name}.png`) });
    }
    await context.close();
  }
  await browser.close();
}

function pagesOf(role: string): Record<string, string> {
  const tabs = { projects: '/pages/projects/index', hazards: '/pages/hazards/index', me: '/pages/me/index' };
  if (role === 'inspector') return { ...tabs, inspection: '/pages/report/inspection/index', progress: '/pages/report/progress/index', check: '/pages/report/safety-check/index', outbox: '/pages/mine/outbox/index' };
  if (role === 'leader') return { digest: '/pages/leader/digest/index', plan: '/pages/leader/plan/index', ...tabs };
  if (role === 'office') return { invites: '/pages/office/invites/index', staff: '/pages/office/staff/index' };
  return tabs;
}

void main();
