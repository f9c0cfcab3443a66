// Draws the tab bar's pictures from the icons of src/components/icon.scss, since WeChat takes PNG files only there.
// Run it after changing one of the four icons: node config/tab-icons.mjs (needs a chromium; CHROMIUM=path chooses one).
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const SIDE = 81; // WeChat's recommended size; it scales to 27 pt
const TABS = { today: 'home', projects: 'site', hazards: 'alert', me: 'person' };
const COLOURS = { '': '#545f73', '-active': '#1664d9' };

const styles = readFileSync(path.join(root, 'src/components/icon.scss'), 'utf8');
const pathOf = (icon) => {
  const found = styles.match(new RegExp(`^  ${icon}: '([^']+)'`, 'm'));
  if (!found) throw new Error(`src/components/icon.scss has no icon "${icon}"`);
  return found[1];
};

/** One colour in 16 strengths: a 4-bit palette PNG is a third of what a browser's screenshot takes. */
function toPng(alphas, colour) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const levels = [...Array(16).keys()];
  const rowBytes = Math.ceil(SIDE / 2);
  const rows = Buffer.alloc((rowBytes + 1) * SIDE); // each row begins with filter type 0
  alphas.forEach((alpha, index) => {
    const x = index % SIDE;
    const at = Math.floor(index / SIDE) * (rowBytes + 1) + 1 + (x >> 1);
    rows[at] |= Math.round(alpha / 17) << (x % 2 ? 0 : 4);
  });
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.from([0, 0, 0, SIDE, 0, 0, 0, SIDE, 4, 3, 0, 0, 0]); // 4 bits, palette
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(levels.flatMap(() => [r, g, b]))),
    chunk('tRNS', Buffer.from(levels.map((level) => level * 17))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();
for (const [tab, icon] of Object.entries(TABS)) {
  const alphas = await page.evaluate(
    ([outline, side]) => {
      const context = new OffscreenCanvas(side, side).getContext('2d');
      context.scale(side / 24, side / 24);
      context.lineWidth = 1.8;
      context.lineCap = 'round';
      context.stroke(new Path2D(outline));
      return [...context.getImageData(0, 0, side, side).data].filter((_, index) => index % 4 === 3);
    },
    [pathOf(icon), SIDE],
  );
  for (const [suffix, colour] of Object.entries(COLOURS)) {
    const file = path.join(root, `src/assets/tabs/${tab}${suffix}.png`);
    const png = toPng(alphas, colour);
    writeFileSync(file, png);
    console.log(`${path.relative(root, file)} ${png.length} bytes`);
  }
}
await browser.close();
