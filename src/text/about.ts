/** Words of 关于. */

export const aboutWords = {
  version: '版本',
  does: '一件事在现场记一次，带着照片、时间和地点；简报和计划里的每个数，都能一层层点回到这些照片。',
  licences: '开源许可',
  licencesText: '园情通用到下面这些开源软件，感谢它们的作者。',
  privacy: '隐私说明',
};

/** What is inside the package that people install, with the licence each asks to be named by. */
export const openSource: readonly { name: string; licence: string }[] = [
  { name: 'Taro', licence: 'MIT' },
  { name: 'React', licence: 'MIT' },
  { name: 'NutUI', licence: 'MIT' },
  { name: 'TanStack Query', licence: 'MIT' },
  { name: 'Zustand', licence: 'MIT' },
  { name: 'Zod', licence: 'MIT' },
  { name: 'Day.js', licence: 'MIT' },
  { name: 'noble-hashes', licence: 'MIT' },
  { name: 'uuid', licence: 'MIT' },
  { name: 'idb-keyval', licence: 'Apache-2.0' },
  { name: 'exifr', licence: 'MIT' },
];
