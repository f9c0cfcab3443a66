/** Words of 按照片短码查. */
export const photoCodeWords = {
  title: '照片短码',
  hint: '10 位字母和数字',
  placeholder: '例如 7K2F9-QD4M3',
  note: '短码印在照片下角。大小写、空格不要紧，分不清 0 和 O、1 和 I 也没关系。',
  bad: '短码是 10 位字母和数字，请再核对一下。',
  find: '打开这条记录',
};
