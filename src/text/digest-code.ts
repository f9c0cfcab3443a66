/** Words of 核对长图: from the code printed on a passed-on picture to the digest that the system has. */
export const digestCodeWords = {
  title: '核验码',
  hint: '长图页脚',
  placeholder: '例如 3f9a 12bc 77d0 98aa',
  note: '印在长图每一页的最下面。大小写、空格不要紧，前 8 位就够。',
  bad: '核验码是 8 位以上的数字和字母 a 到 f，请再核对一下。日报、台账文件上的校验码，在“日报、周报、台账”里查。',
  find: '查是哪一期',
  found: (number: number, day: string) => `第 ${number} 期，${day}`,
  foundText: '系统里有这一期，核验码对得上。打开它，和长图上的数逐条对照。',
  open: '打开这一期',
} as const;
