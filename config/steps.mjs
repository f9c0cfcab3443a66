// The steps that check, test and CI share. Each says what it is and stops the run when it fails.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => path.join(root, 'node_modules', '.bin', name);

export const steps = {
  typesOfPhone: { name: 'types of the app', command: bin('tsc'), args: ['-p', 'tsconfig.json'] },
  typesOfNode: { name: 'types of functions, tools and tests', command: bin('tsc'), args: ['-p', 'tsconfig.node.json'] },
  lint: { name: 'lint and import rules', command: bin('eslint'), args: ['.', '--max-warnings', '0'] },
  jest: (...projects) => ({ name: `tests${projects.length ? `: ${projects.join(', ')}` : ''}`, command: bin('jest'), args: projects.length ? ['--selectProjects', ...projects] : [] }),
};

export function run(list) {
  for (const { name, command, args } of list) {
    const start = Date.now();
    console.log(`\n▶ ${name}`);
    const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
    if (status !== 0) {
      console.error(`\n✖ ${name} failed`);
      process.exit(status ?? 1);
    }
    console.log(`✔ ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  }
}
