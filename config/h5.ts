// Builds the H5 app when its sources have changed since the last build.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..');
const built = path.join(root, 'dist/h5');
const stamp = path.join(built, '.sources');
const sources = ['src', 'config/index.ts', 'config/aria', 'babel.config.js', 'package-lock.json'];

export async function ensureH5(log: (line: string) => void): Promise<string> {
  const digest = hashSources();
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === digest) return built;
  log('building the H5 app, about a minute the first time …');
  fs.rmSync(stamp, { force: true });
  await run(['build', '--type', 'h5']);
  fs.writeFileSync(stamp, digest);
  return built;
}

function hashSources(): string {
  const hash = createHash('sha256');
  const add = (file: string) => {
    if (fs.statSync(file).isDirectory()) fs.readdirSync(file).sort().forEach((name) => add(path.join(file, name)));
    else hash.update(path.relative(root, file)).update(fs.readFileSync(file));
  };
  sources.forEach((source) => add(path.join(root, source)));
  return hash.digest('hex');
}

function run(args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const taro = spawn(process.execPath, [path.join(root, 'node_modules/@tarojs/cli/bin/taro'), ...args], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    taro.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    taro.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    taro.once('exit', (code) => {
      const text = Buffer.concat(output).toString('utf8');
      // Taro ends with 0 on a failed build too; without a page there is nothing to serve.
      if (code === 0 && fs.existsSync(path.join(built, 'index.html'))) resolve();
      else reject(new Error(`The H5 build failed:\n${text.slice(-4000)}`));
    });
  });
}
