/** Words of 拍照巡查. */

export const inspectionWords = {
  notePlaceholder: '看到了什么，写一句',
  submit: '提交',
  phrases: ['需协调', '正常施工中', '设备安装中', '已停工', '材料进场', '道路不通', '没有人'],
};
