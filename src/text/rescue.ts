/** Words of the rescue file: 导出 on 待上传, 导入手机记录 of the office. */
import { giveUpWords } from './report';

const contents = (items: number, photos: number) => `${items} 条记录${photos > 0 ? `、${photos} 张照片` : ''}`;

export const exportWords = {
  export: '导出',
  /** The row under the list, for when nothing goes out. */
  exportAll: '导出没送完的',
  exportAllNote: '一直送不出去时用：连同照片存成文件，交给管委会办公室导入',
  title: '导出',
  packing: (done: number, total: number) => (total > 0 ? `正在打包，第 ${Math.min(done + 1, total)} 个，共 ${total} 个文件` : '正在打包'),
  packingNote: '照片一张一张打包，请不要离开本页。',
  ready: (items: number, photos: number, megabytes: string) => `${contents(items, photos)}，${megabytes} MB`,
  unreadable: (count: number) => `另有 ${count} 条读不出来的内容，连同照片原样放在文件里。`,
  /** Photos of more than one file's worth. */
  part: (number: number, of: number) => `第 ${number} / ${of} 份`,
  nextPart: (number: number, of: number) => `打包第 ${number} / ${of} 份`,
  partNote: '照片多，分成几份，每份都要交给办公室。少一份不影响其他几份导入。',
  missing: (count: number) => `有 ${count} 张照片在手机里找不到了，文件里注明了是哪几张。`,
  whereTo: {
    download: '存下来以后，用微信或数据线交给管委会办公室。里面有现场内容和照片，不要给别人。',
    chat: '在微信里发给管委会办公室的人。里面有现场内容和照片，不要发给别人。',
  },
  kept: '手机里的一条也没少：能上网时照常自动送，办公室导入过的也不会重复。',
  give: { download: '保存文件', chat: '发给办公室' },
  given: { download: '已交给浏览器下载，请在“下载”里确认；没有的话再存一次。', chat: '已发出。' },
  notGiven: '没有发出去，可以再点一次。',
  failed: {
    full: '手机空间不够，没有导出成。请清理一些空间再试，手机里的内容都还在。',
    too_large: '手机空间不够，没有导出成。可以分成更小的几份再试，手机里的内容都还在。',
    other: '没有导出成，请再试一次。手机里的内容都还在。',
  },
  again: '再试一次',
  againSmaller: '分小一些再试',
  /** 待上传 after the server ended the session. */
  refusedTitle: (count: number) => `还有 ${count} 条没送完`,
  refusedText: '这台手机的登录已结束。重新登录后会自动送；不能再登录的话，导出来交给管委会办公室导入。',
  signIn: '去登录',
};

export const importWords = {
  emptyTitle: '导入手机里没送出来的记录',
  emptyText: '手机坏了、不能登录或没有信号时，填报人在“待上传”里导出一个文件交给您。选这个文件，核对以后导入，记录仍算填报人的。分成几份的，一份一份地选。',
  pick: '选择文件',
  pickAnother: '换一个文件',
  opening: (done: number, total: number) => (total > 0 ? `正在核对第 ${Math.min(done + 1, total)} 条，共 ${total} 条` : '正在打开'),
  refusedTitle: '这个文件不能导入',
  refusals: {
    unreadable: '文件没有读出来，请重新选一次。',
    not_zip: '这不是园情通导出的文件。请选名字以 parkpulse 开头、以 zip 结尾的那个。',
    truncated: '文件不完整，可能没有传完。请让填报人重新发一次。',
    not_ours: '这个压缩包里没有园情通的记录。请选手机导出的那一个，不要改动里面的内容。',
    newer: '这个文件是更新版的园情通导出的，请更新后再导入。',
    damaged: '文件里的清单坏了，请让填报人重新导出一次。',
  },
  exportedAt: (when: string) => `${when} 从手机导出`,
  contents: (items: number, photos: number) => contents(items, photos),
  nothing: '这个文件里没有没送完的记录。',
  /** The list is the file's own word: it proves that nothing broke on the way, not who wrote it. */
  intact: '内容和照片都和文件里的清单一致。清单是文件自带的，请确认文件是填报人本人交来的。',
  unknownOwner: '不是本园区的人',
  photos: (fit: number, total: number) => `照片 ${fit}/${total}`,
  noPhotos: '没有照片',
  photosMissing: (ordinals: readonly number[]) => `第 ${ordinals.join('、')} 张照片不在文件里`,
  photosAltered: (ordinals: readonly number[]) => `第 ${ordinals.join('、')} 张照片和文件里的清单不一致，不会导入`,
  strays: (count: number) => `清单里另有 ${count} 张照片不是这条记录的，不会导入`,
  altered: '内容和文件里的清单不一致，不会导入。',
  otherId: '内容里的编号和文件里的清单不一致，不会导入。请让填报人重新导出一次。',
  twice: '文件里不止一条用这个编号，分不清哪条是真的，都不导入。请让填报人重新导出一次。',
  notOurs: '填报人不是本园区的，不能导入。',
  answer: '确认和异议是本人的答复，不能代为导入，请本人登录后自己答复。',
  givenUp: '本人已放弃这一条。确实需要的话，可以单独导入。',
  delivered: '文字部分已送达，只缺照片',
  importOne: '导入这一条',
  importAll: (count: number) => `导入 ${count} 条`,
  importAgain: (count: number) => `再导入 ${count} 条`,
  importing: '正在导入',
  state: {
    ready: '可以导入',
    waiting: '等着导入',
    sending: '正在导入',
    counted: '已计入',
    taken: '已导入',
    refused: '没有导入',
    blocked: '不能导入',
    givenUp: '已放弃',
  },
  sendingPhoto: (ordinal: number) => `正在传第 ${ordinal} 张照片`,
  awaiting: (count: number) => `内容已导入，${count > 0 ? `还缺 ${count} 张照片` : '还有照片没到'}，全部到了才计入。`,
  /** Beside the link to the record, where the office gives them up. */
  neverComing: `照片找不回来的，打开记录，点“${giveUpWords.open}”。`,
  photosFailed: (reason: string) => `内容已导入，照片没有传完：${reason}`,
  done: (count: number) => `${count} 条已经在系统里，再导入也不会重复。`,
  openReport: '看记录',
  unreadable: '读不出来的内容',
  unreadableNote: '这些内容读不出来，不能导入。请把文件留好，交给维护人员。',
  unreadableEntry: (number: number) => `第 ${number} 段`,
};
